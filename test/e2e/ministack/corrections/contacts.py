"""AWS Account Management: alternate contacts. Source: its API reference, GetAlternateContact."""

from ministack.core.responses import error_response_json
from ministack.services import account


def install():
    account._DISPATCH["/getAlternateContact"] = nobody_registered


def nobody_registered(payload):
    """As in most accounts."""
    kind = payload.get("AlternateContactType")
    return error_response_json("ResourceNotFoundException", f"No {kind} contact was found for the account.", 404)
