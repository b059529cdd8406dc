"""AWS Budgets: the notifications of the whole account. Source: AWS Budgets API reference."""

from ministack.services import budgets


def install():
    budgets._DISPATCH["DescribeBudgetNotificationsForAccount"] = describe_notifications_for_account


def describe_notifications_for_account(data):
    found = [
        {"BudgetName": name, "Notifications": [entry["notification"] for entry in entries]}
        for name, entries in budgets._notification_store.items()
        if entries
    ]
    return budgets._json(200, {"BudgetNotificationsForAccount": found})
