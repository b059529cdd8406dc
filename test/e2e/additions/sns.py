"""SNS: subscriptions that somebody must confirm, their counts, and mail. Source: SNS API reference and Developer Guide."""

import uuid

from moto.core import DEFAULT_ACCOUNT_ID
from moto.core.responses import ActionResult
from moto.sns.exceptions import SNSInvalidParameter
from moto.sns.models import Subscription, sns_backends
from moto.sns.responses import SNSResponse

MAIL = ("email", "email-json")
CONFIRMATION = "AWS Notification - Subscription Confirmation"


def install():
    SNSResponse.subscribe = pending_at_first(SNSResponse.subscribe)
    SNSResponse.confirm_subscription = confirm_subscription
    SNSResponse.get_topic_attributes = counting_subscriptions(SNSResponse.get_topic_attributes)
    SNSResponse.list_subscriptions = without_pending_arns(SNSResponse.list_subscriptions)
    SNSResponse.list_subscriptions_by_topic = without_pending_arns(SNSResponse.list_subscriptions_by_topic)
    Subscription.publish = delivering_mail(Subscription.publish)


def mails():
    """All that arrived in anybody's mailbox, oldest first."""
    backend = sns_backends[DEFAULT_ACCOUNT_ID]["us-east-1"]
    return vars(backend).setdefault("mails", [])  # on the backend, so that moto's reset takes them away too


def is_pending(subscription):
    return subscription.protocol in MAIL and not subscription.confirmed


def pending_at_first(subscribe):
    """AWS sends a mail with a token; until it is confirmed, the subscription has no ARN. Subscribing again sends another."""

    def patched(self):
        result = subscribe(self)
        subscription = self.backend.subscriptions[result.result["SubscriptionArn"]]
        if is_pending(subscription):
            token = uuid.uuid4().hex
            vars(subscription).setdefault("tokens", []).append(token)
            mails().append({"to": subscription.endpoint, "subject": CONFIRMATION, "text": "", "token": token})
            if not self._get_param("ReturnSubscriptionArn"):
                return ActionResult({"SubscriptionArn": "pending confirmation"})
        return result

    return patched


def confirm_subscription(self):
    topic, token = self._get_param("TopicArn"), self._get_param("Token")
    for subscription in self.backend.subscriptions.values():
        if subscription.topic_arn == topic and token in vars(subscription).get("tokens", []):
            subscription.confirmed = True
            return ActionResult({"SubscriptionArn": subscription.arn})
    raise SNSInvalidParameter("Invalid parameter: Token")


def counting_subscriptions(get_topic_attributes):
    def patched(self):
        result = get_topic_attributes(self)
        topic = self.backend.get_topic(self._get_param("TopicArn"))
        own = [is_pending(entry) for entry in self.backend.subscriptions.values() if entry.topic is topic]
        result.result["Attributes"]["SubscriptionsPending"] = str(own.count(True))
        result.result["Attributes"]["SubscriptionsConfirmed"] = str(own.count(False))
        return result

    return patched


def without_pending_arns(list_subscriptions):
    """AWS lists `PendingConfirmation` in the place of the ARN."""

    def patched(self):
        result = list_subscriptions(self)
        result.result["Subscriptions"] = [
            {
                "TopicArn": entry.topic_arn,
                "Protocol": entry.protocol,
                "SubscriptionArn": "PendingConfirmation" if is_pending(entry) else entry.arn,
                "Owner": entry.owner,
                "Endpoint": entry.endpoint,
            }
            for entry in result.result["Subscriptions"]
        ]
        return result

    return patched


def delivering_mail(publish):
    """AWS delivers nothing to a pending subscription, and to others the version of the message for their protocol."""

    def patched(self, message, message_id, subject=None, message_structure=None, **others):
        if is_pending(self):
            return
        if self.protocol in MAIL:
            version = self._parse_message_structure(message, self.protocol) if message_structure == "json" else message
            mails().append({"to": self.endpoint, "subject": subject, "text": version})
        publish(self, message, message_id, subject=subject, message_structure=message_structure, **others)

    return patched
