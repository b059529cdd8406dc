"""AWS Budgets: subscribers, notifications of the whole account, updates and tags. Source: AWS Budgets API reference."""

import json

from moto.budgets.exceptions import DuplicateRecordException, NotFoundException
from moto.budgets.models import BudgetsBackend
from moto.budgets.responses import BudgetsResponse

IDENTITY = ("NotificationType", "ComparisonOperator", "Threshold", "ThresholdType")


def install():
    BudgetsResponse.create_budget = create_budget
    BudgetsResponse.describe_budgets = describe_budgets
    BudgetsResponse.update_budget = update_budget
    BudgetsResponse.create_subscriber = create_subscriber
    BudgetsResponse.delete_subscriber = delete_subscriber
    BudgetsResponse.describe_subscribers_for_notification = describe_subscribers
    BudgetsResponse.describe_budget_notifications_for_account = describe_notifications_for_account
    BudgetsResponse.list_tags_for_resource = list_tags
    BudgetsBackend.delete_budget = forgetting_tags(BudgetsBackend.delete_budget)


def create_budget(self):
    """AWS takes tags at creation."""
    account, budget = self._get_param("AccountId"), self._get_param("Budget")
    with_decimals(budget)
    self.backend.create_budget(account, budget, self._get_param("NotificationsWithSubscribers", []))
    tags_of(self.backend)[arn_of(account, budget["BudgetName"])] = self._get_param("ResourceTags", [])
    return "{}"


def with_decimals(budget):
    """AWS answers with decimals whatever it was given: 10 becomes 10.0."""
    if "BudgetLimit" in budget:
        budget["BudgetLimit"]["Amount"] = str(float(budget["BudgetLimit"]["Amount"]))


def describe_budgets(self):
    """AWS shows a budget's FilterExpression only with ShowFilterExpression: true."""
    budgets = self.backend.describe_budgets(account_id=self._get_param("AccountId"))
    if not self._get_param("ShowFilterExpression"):
        for budget in budgets:
            budget.pop("FilterExpression", None)
    return json.dumps({"Budgets": budgets})


def update_budget(self):
    """AWS replaces the budget whole; its notifications and tags stay."""
    new = self._get_param("NewBudget")
    found = find_budget(self, new["BudgetName"])
    with_decimals(new)
    kept = {key: found.budget[key] for key in ("TimePeriod", "LastUpdatedTime")}
    found.budget = {**kept, **{key: value for key, value in new.items() if value is not None}}
    return "{}"


def create_subscriber(self):
    """AWS refuses a second subscriber of the same address."""
    subscribers = find_notification(self).subscribers
    subscriber = self._get_param("Subscriber")
    if subscriber in subscribers:
        raise DuplicateRecordException(record_type="subscriber", record_name=subscriber["Address"])
    subscribers.append(subscriber)
    return "{}"


def delete_subscriber(self):
    find_notification(self).subscribers.remove(self._get_param("Subscriber"))
    return "{}"


def describe_subscribers(self):
    return json.dumps({"Subscribers": find_notification(self).subscribers})


def describe_notifications_for_account(self):
    """AWS lists the notifications of all budgets in one paginated call. (One page here.)"""
    budgets = self.backend.budgets[self._get_param("AccountId")]
    entries = [
        {"BudgetName": name, "Notifications": budget.get_notifications()} for name, budget in budgets.items()
    ]
    return json.dumps({"BudgetNotificationsForAccount": entries})


def list_tags(self):
    arn = self._get_param("ResourceARN")
    _, _, name = arn.rpartition(":budget/")
    find_budget(self, name, account=arn.split(":")[4])
    return json.dumps({"ResourceTags": tags_of(self.backend).get(arn, [])})


def forgetting_tags(delete_budget):
    def delete(self, account_id, budget_name):
        delete_budget(self, account_id, budget_name)
        tags_of(self).pop(arn_of(account_id, budget_name), None)

    return delete


def find_budget(self, name, account=None):
    found = self.backend.budgets[account or self._get_param("AccountId")].get(name)
    if found is None:
        raise NotFoundException(f"Unable to get budget: {name} - the budget doesn't exist.")
    return found


def find_notification(self):
    """AWS knows a notification by these four properties; a threshold without a type is a percentage."""
    wanted = identity(self._get_param("Notification"))
    for notification in find_budget(self, self._get_param("BudgetName")).notifications:
        if identity(notification.details) == wanted:
            return notification
    raise NotFoundException("Unable to get notification - the notification doesn't exist.")


def identity(notification):
    return [{"ThresholdType": "PERCENTAGE", **notification}.get(key) for key in IDENTITY]


def tags_of(backend):
    """On the backend, so that moto's reset takes them away too."""
    return vars(backend).setdefault("tags_by_arn", {})


def arn_of(account, name):
    return f"arn:aws:budgets::{account}:budget/{name}"
