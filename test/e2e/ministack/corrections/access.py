"""IAM: which action a request needs, on which resource, and under which conditions.

ministack derives the action from the operation's name and leaves many resources at "*": with that a policy as AWS wants
it denies what AWS allows. Sources: Service Authorization Reference of each service; CloudWatch Logs User Guide,
"Overview of managing access permissions to your CloudWatch Logs resources".
"""

import json
from contextvars import ContextVar

from ministack.core import iam_actions, iam_evaluator

# Creating something with tags needs this action too.
TAGGING = {
    "budgets:ModifyBudget": "budgets:TagResource",
    "cloudwatch:PutMetricAlarm": "cloudwatch:TagResource",
    "sns:CreateTopic": "sns:TagResource",
}
TAGS = {"budgets": "ResourceTags", "monitoring": "Tags"}
MUTE_RULES = ("ListAlarmMuteRules", "GetAlarmMuteRule")
# These take a log group's ARN as it is; all others take it with ":*" at its end.
TAG_OPERATIONS = ("TagResource", "UntagResource", "ListTagsForResource")

# The action that was missing, where it is not the one that the request is named after.
missing_action = ContextVar("missing_action", default=None)


def install():
    # Its operations are known by their paths only; ministack lets everybody call what it has no name for.
    iam_actions._BOTOCORE_SERVICE_MAP["account"] = ["account"]
    iam_actions.extract_iam_action = with_names_of_budgets(iam_actions.extract_iam_action)
    iam_actions.extract_resource_arn = with_resources(iam_actions.extract_resource_arn)
    iam_actions.request_tag_context = with_conditions(iam_actions.request_tag_context)
    iam_actions.access_denied_response = naming_the_missing(iam_actions.access_denied_response)
    iam_evaluator.enforce = with_tagging(iam_evaluator.enforce)


def with_names_of_budgets(extract_iam_action):
    """AWS Budgets has two actions for all operations but those on tags."""

    def patched(service, *request):
        action = extract_iam_action(service, *request)
        if service != "budgets" or action is None or action.endswith(TAG_OPERATIONS):
            return action
        return "budgets:ViewBudget" if ":Describe" in action else "budgets:ModifyBudget"

    return patched


def with_resources(extract_resource_arn):
    def patched(service, method, path, headers, body, params, region, account):
        arn = extract_resource_arn(service, method, path, headers, body, params, region, account)
        operation = headers.get("x-amz-target", "").rsplit(".", 1)[-1]
        if service == "budgets":
            said = json_of(body)
            name = said.get("BudgetName") or said.get("Budget", {}).get("BudgetName") or "*"
            return said.get("ResourceARN") or f"arn:aws:budgets::{account}:budget/{name}"
        if service == "account":
            return f"arn:aws:account::{account}:account"
        if service == "monitoring" and operation in MUTE_RULES:
            name = json_of(body).get("AlarmMuteRuleName") or "*"
            return f"arn:aws:cloudwatch:{region}:{account}:alarm-mute-rule:{name}"
        if service == "monitoring" and operation in TAG_OPERATIONS:
            return json_of(body).get("ResourceARN") or arn
        if service == "logs" and ":log-group:" in arn and operation not in TAG_OPERATIONS:
            return f"{arn}:*"
        return arn

    return patched


def with_conditions(request_tag_context):
    """The condition keys of sns:Subscribe, and the tags of a new budget or alarm."""

    def patched(service, action, body, params):
        context = request_tag_context(service, action, body, params)
        if action == "sns:Subscribe":
            context["sns:Protocol"] = first(params, "Protocol")
            context["sns:Endpoint"] = first(params, "Endpoint")
        tags = json_of(body).get(TAGS.get(service))
        if tags:
            context["aws:TagKeys"] = [tag["Key"] for tag in tags]
        return context

    return patched


def with_tagging(enforce):
    def patched(access_key, action, service, region, resource_arn="*", service_context=None):
        missing_action.set(None)
        denied = enforce(access_key, action, service, region, resource_arn, service_context)
        tagging = TAGGING.get(action)
        if denied or tagging is None or not (service_context or {}).get("aws:TagKeys"):
            return denied
        denied = enforce(access_key, tagging, service, region, resource_arn, service_context)
        if denied:
            missing_action.set(tagging)
        return denied

    return patched


def naming_the_missing(access_denied_response):
    def patched(service, action, *principal, **others):
        return access_denied_response(service, missing_action.get() or action, *principal, **others)

    return patched


def json_of(body):
    try:
        said = json.loads(body or b"{}")
    except ValueError:
        return {}
    return said if isinstance(said, dict) else {}


def first(params, name):
    value = params.get(name, "")
    return value[0] if isinstance(value, list) else value
