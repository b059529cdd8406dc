"""CloudWatch: metric math alarms, the dimensions of a metric, mute rules. Source: CloudWatch API reference."""

import json
from types import FunctionType

from ministack.services import cloudwatch
from ministack.services.cloudformation import provisioners

OF_A_SINGLE_METRIC = ("MetricName", "Namespace", "Statistic", "ExtendedStatistic", "Period", "Unit", "Dimensions")


def install():
    provisioners._cw_metric_alarm_record = with_metric_math(provisioners._cw_metric_alarm_record)
    cloudwatch._evaluate_alarm = by_dimensions(cloudwatch._evaluate_alarm)
    cloudwatch.handle_request = without_mute_rules(cloudwatch.handle_request)


def with_metric_math(alarm_record):
    """A stack may have alarms of metric math. They are there and are shown; nothing evaluates them."""

    def patched(name, properties):
        queries = properties.get("Metrics")
        if not queries:
            return alarm_record(name, properties)
        single = {"MetricName": "-", "Namespace": "-"}
        alarm = alarm_record(name, {**properties, **single, "Metrics": None})
        return {**{key: value for key, value in alarm.items() if key not in OF_A_SINGLE_METRIC}, "Metrics": queries}

    return patched


def by_dimensions(evaluate_alarm):
    """An alarm sees the metric of exactly its dimensions; ministack takes all of that name together."""

    def patched(alarm):
        wanted = cloudwatch._dims_key(cloudwatch._dims_from_list(alarm.get("Dimensions") or []))
        seen = {key: points for key, points in cloudwatch._metrics.items() if key[2] == wanted}
        names = {**vars(cloudwatch), "_metrics": seen}
        return FunctionType(evaluate_alarm.__code__, names)(alarm)

    return patched


def without_mute_rules(handle_request):
    """ministack knows no mute rules, so there are none."""

    async def patched(method, path, headers, body, query_params):
        if headers.get("x-amz-target", "").endswith(".ListAlarmMuteRules"):
            answer = json.dumps({"AlarmMuteRuleSummaries": []}).encode()
            return 200, {"Content-Type": "application/x-amz-json-1.0"}, answer
        return await handle_request(method, path, headers, body, query_params)

    return patched
