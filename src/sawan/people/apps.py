"""The room's entry in Django's list of applications: personal data, and sign-ins written into the audit trail."""

from typing import Any

from django.apps import AppConfig


class PeopleConfig(AppConfig):
    """Named as the room."""

    name = "sawan.people"
    label = "people"

    def ready(self) -> None:
        """Declare what personal data is kept here and listen to what allauth tells of sign-ins."""
        from allauth.account import signals as account  # app ready
        from allauth.mfa import signals as mfa  # app ready

        from sawan.people import personal  # app ready
        from sawan.people.models import Notice, User  # app ready

        purpose = ("เพื่อให้เข้าใช้ระบบและรู้ว่าใครทำรายการ", "To sign in, and to know who made a change")
        personal.declare(User, ["username", "first_name", "last_name", "email", "last_login"], purpose, person="pk")
        personal.declare(Notice, ["th", "en", "link"], ("เพื่อแจ้งงานที่รออยู่", "To tell of work that waits"), person="user")
        account.user_logged_in.connect(_signed_in)
        account.password_changed.connect(_password_changed)
        mfa.authenticator_added.connect(_second_step_added)
        mfa.authenticator_removed.connect(_second_step_removed)


def _record(user: Any, event: str) -> None:
    from sawan.people import services  # app ready
    from sawan.people.queries import actor_of  # app ready

    services.record_sign_in(user.pk, by=actor_of(user), event=event)


def _signed_in(user: Any, **said: Any) -> None:
    _record(user, "signed_in")


def _password_changed(user: Any, **said: Any) -> None:
    _record(user, "password_changed")


def _second_step_added(user: Any, authenticator: Any, **said: Any) -> None:
    _record(user, f"{authenticator.type}_added")


def _second_step_removed(user: Any, authenticator: Any, **said: Any) -> None:
    _record(user, f"{authenticator.type}_removed")
