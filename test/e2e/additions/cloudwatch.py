"""CloudWatch: mute rules, kinds of alarms, new alarms' state and tags. Source: CloudWatch API reference."""

from datetime import datetime, timezone

from moto.cloudwatch.models import CloudWatchBackend
from moto.cloudwatch.responses import CloudWatchResponse
from moto.core.exceptions import ServiceException
from moto.core.responses import ActionResult, EmptyResult


def install():
    CloudWatchResponse.describe_alarms = of_asked_types(CloudWatchResponse.describe_alarms)
    CloudWatchResponse.put_alarm_mute_rule = put_alarm_mute_rule
    CloudWatchResponse.list_alarm_mute_rules = list_alarm_mute_rules
    CloudWatchResponse.get_alarm_mute_rule = get_alarm_mute_rule
    CloudWatchResponse.describe_alarm_history = describe_alarm_history
    CloudWatchBackend.put_metric_alarm = starting_without_data(CloudWatchBackend.put_metric_alarm)


def of_asked_types(describe_alarms):
    """AWS leaves out composite alarms unless they are asked for; moto ignores AlarmTypes."""

    def patched(self):
        alarms = describe_alarms(self).result
        asked = self._get_param("AlarmTypes", None) or ["MetricAlarm"]
        return ActionResult(
            {
                "MetricAlarms": alarms["MetricAlarms"] if "MetricAlarm" in asked else [],
                "CompositeAlarms": alarms["CompositeAlarms"] if "CompositeAlarm" in asked else [],
            }
        )

    return patched


def starting_without_data(put_metric_alarm):
    """A new alarm waits for its first data (moto says OK), and an update ignores Tags (moto sets them)."""

    def patched(self, name, tags=None, **others):
        existing = self.alarms.get(name)
        alarm = put_metric_alarm(self, name=name, tags=None if existing else tags, **others)
        alarm.state_value = existing.state_value if existing else "INSUFFICIENT_DATA"
        return alarm

    return patched


def rules_of(self):
    """On the backend, so that moto's reset takes them away too. By region, as its alarms."""
    return vars(self.cloudwatch_backend).setdefault("mute_rules", {})


def put_alarm_mute_rule(self):
    """Silences alarms at set times. Active from the start here, whatever its schedule says."""
    name = self._get_param("Name")
    rules_of(self)[name] = {
        "Name": name,
        "AlarmMuteRuleArn": f"arn:aws:cloudwatch:{self.region}:{self.current_account}:alarm-mute-rule:{name}",
        "Rule": self._get_param("Rule"),
        "MuteTargets": self._get_param("MuteTargets"),
        "Status": "ACTIVE",
        "LastUpdatedTimestamp": datetime.now(timezone.utc),
    }
    return EmptyResult()


def list_alarm_mute_rules(self):
    statuses = self._get_param("Statuses", None) or ["SCHEDULED", "ACTIVE", "EXPIRED"]
    keys = ("AlarmMuteRuleArn", "Status", "LastUpdatedTimestamp")
    summaries = [{key: rule[key] for key in keys} for rule in rules_of(self).values() if rule["Status"] in statuses]
    return ActionResult({"AlarmMuteRuleSummaries": summaries})


def get_alarm_mute_rule(self):
    name = self._get_param("AlarmMuteRuleName")
    if name not in rules_of(self):
        raise MuteRuleNotFound(name)
    return ActionResult(rules_of(self)[name])


def describe_alarm_history(self):
    """No alarm has gone off here: moto evaluates none."""
    return ActionResult({"AlarmHistoryItems": []})


class MuteRuleNotFound(ServiceException):
    code = "ResourceNotFoundException"

    def __init__(self, name):
        super().__init__(f"Mute rule {name} does not exist")
