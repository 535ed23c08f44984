"""Forms of the planning officer: a file of observations to send, to confirm, and a run to undo."""

from __future__ import annotations

from django import forms

LONGEST_SOURCE = 200
LONGEST_REASON = 300


class UploadForm(forms.Form):
    """A file in a known layout, and the source of rows that name none."""

    file = forms.FileField(
        max_length=200,
        allow_empty_file=True,  # the refusal of the room says what to do
        widget=forms.FileInput(attrs={"accept": ".csv,.xlsx,.txt,.json,.px,.xml,text/csv"}),
    )
    source = forms.CharField(max_length=LONGEST_SOURCE, required=False)


class ConfirmForm(forms.Form):
    """The source as the preview showed it."""

    source = forms.CharField(max_length=LONGEST_SOURCE, required=False)


class UndoForm(forms.Form):
    """Why a run is taken back."""

    why = forms.CharField(max_length=LONGEST_REASON, required=False)
