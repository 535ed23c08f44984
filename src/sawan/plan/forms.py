"""Forms of the planning officer: a document to read, its draft to correct, the targets of a node."""

from __future__ import annotations

from django import forms

from sawan.plan.reading.documents import LARGEST

LONGEST_TEXT = 500_000


class DocumentForm(forms.Form):
    """A published strategy, with what it does not say itself."""

    document = forms.FileField(max_length=200)
    area = forms.CharField(max_length=60, required=False)
    year = forms.CharField(max_length=10, required=False)

    @property
    def is_too_large(self) -> bool:
        """Whether the upload is larger than any document that is read."""
        return (self.cleaned_data["document"].size or 0) > LARGEST


class DraftForm(forms.Form):
    """The outline of a draft beside the lines of its document."""

    name = forms.CharField(max_length=200, widget=forms.HiddenInput)
    source = forms.CharField(max_length=LONGEST_TEXT, required=False, widget=forms.HiddenInput, strip=False)
    outline = forms.CharField(
        max_length=LONGEST_TEXT, strip=False, widget=forms.Textarea(attrs={"rows": 30, "spellcheck": "false"})
    )
    area = forms.CharField(max_length=60, required=False)
    year = forms.CharField(max_length=10, required=False)
    replace = forms.BooleanField(required=False)


class TargetsForm(forms.Form):
    """The targets of one node, one a line."""

    code = forms.CharField(max_length=20, widget=forms.HiddenInput)
    version = forms.IntegerField(min_value=1, widget=forms.HiddenInput)
    targets = forms.CharField(
        max_length=20_000, required=False, strip=False, widget=forms.Textarea(attrs={"rows": 6, "spellcheck": "false"})
    )
