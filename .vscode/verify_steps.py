"""The steps of verify's checks, for editors that complete them; nothing runs this file.

Written by: verify check steps --vscode
"""


def parameter(name, regexp):
    """What stands for the {name} of a sentence."""


def given(sentence):
    """Mark what completes a sentence."""
    return lambda function: function


when = then = given

parameter(name="day_", regexp='[0-9]{4}-[0-9]{2}-[0-9]{2}')
parameter(name="first_", regexp='[0-9]{4}-[0-9]{2}-[0-9]{2}')
parameter(name="kind", regexp='[^"]+')
parameter(name="kind_", regexp='[^"]+')
parameter(name="last_", regexp='[0-9]{4}-[0-9]{2}-[0-9]{2}')
parameter(name="name", regexp='[^"]+')
parameter(name="property", regexp='[^"]+')
parameter(name="publisher", regexp='[^"]+')
parameter(name="subject", regexp='[^"]+')
parameter(name="tolerance_", regexp='[^"]+')
parameter(name="value", regexp='[^"]+')
parameter(name="verdict", regexp='refuted|conflicting evidence|supported|not enough evidence')


@given("claims that cite a resolution")
def given_claims_that_cite_a_resolution():
    # Every citation of a resolution by its number.
    #
    # Given claims that cite a resolution
    ...


@given('claims about when {kind_} was "{property}"')
def given_claims_about_when_kind_was_property():
    # Dates given for a property of a resolution or an agreement.
    #
    # Given claims about when an agreement was "concluded"
    ...


@given("claims about when an event occurred")
def given_claims_about_when_an_event_occurred():
    # Dates given for an event that the reference names.
    #
    # Given claims about when an event occurred
    ...


@given("claims about who holds an office")
def given_claims_about_who_holds_an_office():
    # Statements that a person holds an office.
    #
    # Given claims about who holds an office
    ...


@given('claims about the "{property}" of {kind_}')
def given_claims_about_the_property_of_kind():
    # Claims that give any other property of a kind of thing.
    #
    # Given claims about the "vote" of a resolution
    ...


@given('claims of the kind "{kind}" about "{property}"')
def given_claims_of_the_kind_kind_about_property():
    # Claims of any kind and property that the reference describes.
    #
    # Given claims of the kind "agreement" about "dated"
    ...


@given("dates that name a weekday")
def given_dates_that_name_a_weekday():
    # Days of the calendar with a weekday beside them: 'Wednesday, March 9, 2016'.
    #
    # Given dates that name a weekday
    ...


@given("dates that no calendar has")
def given_dates_that_no_calendar_has():
    # Days that do not exist: '31 June 2015'.
    #
    # Given dates that no calendar has
    ...


@given('the subject is "{subject}"')
def given_the_subject_is_subject():
    # Only claims about this subject, by its canonical name (for an office: the office).
    #
    # Given the subject is "Joint Comprehensive Plan of Action"
    ...


@given('the article is published by "{publisher}"')
def given_the_article_is_published_by_publisher():
    # Only claims in articles of this publisher.
    #
    # Given the article is published by "Example Daily"
    ...


@given("the subject is one of:")
def given_the_subject_is_one_of():
    # Only claims about these subjects, one a row.
    #
    # Given the subject is one of:
    #   | S/RES/1929 |
    #   | S/RES/2231 |
    ...


@given('the subject has "{property}" "{value}" on record')
def given_the_subject_has_property_value_on_record():
    # Only claims about subjects of which the reference records this: a group of subjects. May be repeated.
    #
    # Given the subject has "party" "Iran" on record
    ...


@given("the article is published by one of:")
def given_the_article_is_published_by_one_of():
    # Only claims in articles of these publishers, one a row.
    #
    # Given the article is published by one of:
    #   | Example Daily |
    #   | Example Weekly |
    ...


@given("the article is published between {first_} and {last_}")
def given_the_article_is_published_between_first_and_last():
    # Only claims in articles published in this period, both days counting.
    #
    # Given the article is published between 2016-01-01 and 2016-12-31
    ...


@given("the article is published on or after {day_}")
def given_the_article_is_published_on_or_after_day():
    # Only claims in articles published from this day on.
    #
    # Given the article is published on or after 2016-01-01
    ...


@given("the article is published on or before {day_}")
def given_the_article_is_published_on_or_before_day():
    # Only claims in articles published up to this day.
    #
    # Given the article is published on or before 2016-12-31
    ...


@given("the date lies between {first_} and {last_}")
def given_the_date_lies_between_first_and_last():
    # Only claims whose date lies wholly in this period, both days counting.
    #
    # Given the date lies between 1990-01-01 and 1999-12-31
    ...


@given("the claim is attributed to someone")
def given_the_claim_is_attributed_to_someone():
    # Only claims that the article puts in somebody's mouth.
    #
    # Given the claim is attributed to someone
    ...


@given("the claim is the article's own")
def given_the_claim_is_the_article_s_own():
    # Only claims that the article puts in nobody's mouth.
    #
    # Given the claim is the article's own
    ...


@given('the claim is attributed to "{name}"')
def given_the_claim_is_attributed_to_name():
    # Only claims that the article puts in this mouth, as the article names it.
    #
    # Given the claim is attributed to "John Kerry"
    ...


@when("each is compared with the reference")
def when_each_is_compared_with_the_reference():
    # Each claim is compared with the facts of its subject and property.
    #
    # When each is compared with the reference
    ...


@when("each is compared with the reference, give or take {tolerance_}")
def when_each_is_compared_with_the_reference_give_or_take_tolerance():
    # Likewise; what is off by no more than that agrees. Days for dates; `5 per cent` or `half the last written digit` for numbers.
    #
    # When each is compared with the reference, give or take 3 days
    ...


@when("each is compared with the calendar")
def when_each_is_compared_with_the_calendar():
    # Each date is compared with the calendar: does the day exist, does it fall on that weekday.
    #
    # When each is compared with the calendar
    ...


@when("each is compared with the other claims of its article")
def when_each_is_compared_with_the_other_claims_of_its_article():
    # Each claim is compared with what else its article says of the same; only where the reference is silent.
    #
    # When each is compared with the other claims of its article
    ...


@when("each is compared with the claims of other articles")
def when_each_is_compared_with_the_claims_of_other_articles():
    # Each claim is compared with what other articles say of the same; only where the reference is silent.
    #
    # When each is compared with the claims of other articles
    ...


@when('each is expected on or before the recorded "{property}"')
def when_each_is_expected_on_or_before_the_recorded_property():
    # Each date is held against that of another property of its subject: it agrees if it is not after it.
    #
    # When each is expected on or before the recorded "in force"
    ...


@when('each is expected on or after the recorded "{property}"')
def when_each_is_expected_on_or_after_the_recorded_property():
    # Each date is held against that of another property of its subject: it agrees if it is not before it.
    #
    # When each is expected on or after the recorded "signed"
    ...


@then("each outcome means:")
def then_each_outcome_means():
    # What outcomes mean, as a table: an outcome and a verdict, or `no verdict`, a row. `any other` takes the rest.
    #
    # Then each outcome means:
    #   | outcome   | verdict             |
    #   | agrees    | supported           |
    #   | differs   | refuted             |
    #   | any other | not enough evidence |
    ...


@then("readers of a finding are told:")
def then_readers_of_a_finding_are_told():
    # Advice that is shown beside every claim that the check refutes.
    #
    # Then readers of a finding are told:
    #   """
    #   Ask the archive before changing the date.
    #   """
    ...


@then('a claim that agrees is "{verdict}"')
def then_a_claim_that_agrees_is_verdict():
    # What an outcome means.
    # Agrees: equal to the record, at the precision stated.
    #
    # Then a claim that differs is "refuted"
    ...


@then('a claim that agrees within its precision is "{verdict}"')
def then_a_claim_that_agrees_within_its_precision_is_verdict():
    # What an outcome means.
    # Agrees within its precision: the stated value contains the recorded one: “in July 2015”, 14 July 2015.
    #
    # Then a claim that differs is "refuted"
    ...


@then('a claim that is more precise than the record is "{verdict}"')
def then_a_claim_that_is_more_precise_than_the_record_is_verdict():
    # What an outcome means.
    # Is more precise than the record: the recorded value contains the stated one.
    #
    # Then a claim that differs is "refuted"
    ...


@then('a claim that differs is "{verdict}"')
def then_a_claim_that_differs_is_verdict():
    # What an outcome means.
    # Differs: what is stated has nothing in common with the record, which has one value or is complete.
    #
    # Then a claim that differs is "refuted"
    ...


@then('a claim that differs as inferred is "{verdict}"')
def then_a_claim_that_differs_as_inferred_is_verdict():
    # What an outcome means.
    # Differs as inferred: only what was inferred clashes: “December 3”, its year guessed.
    #
    # Then a claim that differs is "refuted"
    ...


@then('a claim that was true at another date is "{verdict}"')
def then_a_claim_that_was_true_at_another_date_is_verdict():
    # What an outcome means.
    # Was true at another date: it held, but not on the day that counts.
    #
    # Then a claim that differs is "refuted"
    ...


@then('a claim that is unlisted is "{verdict}"')
def then_a_claim_that_is_unlisted_is_verdict():
    # What an outcome means.
    # Is unlisted: the record has other values, and does not claim to have all.
    #
    # Then a claim that differs is "refuted"
    ...


@then('a claim that is absent from a complete list is "{verdict}"')
def then_a_claim_that_is_absent_from_a_complete_list_is_verdict():
    # What an outcome means.
    # Is absent from a complete list: the subject itself is not on a list that is complete there.
    #
    # Then a claim that differs is "refuted"
    ...


@then('a claim that meets sources that conflict is "{verdict}"')
def then_a_claim_that_meets_sources_that_conflict_is_verdict():
    # What an outcome means.
    # Meets sources that conflict: it fits, but only facts that are marked as disputed.
    #
    # Then a claim that differs is "refuted"
    ...


@then('a claim that has no record is "{verdict}"')
def then_a_claim_that_has_no_record_is_verdict():
    # What an outcome means.
    # Has no record: nothing is on record of this subject and property, as of that day.
    #
    # Then a claim that differs is "refuted"
    ...


@then('a claim that is not comparable is "{verdict}"')
def then_a_claim_that_is_not_comparable_is_verdict():
    # What an outcome means.
    # Is not comparable: ambiguous, negated, hypothetical or planned, or the record leaves it open.
    #
    # Then a claim that differs is "refuted"
    ...


@then("a claim that agrees has no verdict")
def then_a_claim_that_agrees_has_no_verdict():
    # An outcome of which the check says nothing.
    # Agrees: equal to the record, at the precision stated.
    #
    # Then a claim that has no record has no verdict
    ...


@then("a claim that agrees within its precision has no verdict")
def then_a_claim_that_agrees_within_its_precision_has_no_verdict():
    # An outcome of which the check says nothing.
    # Agrees within its precision: the stated value contains the recorded one: “in July 2015”, 14 July 2015.
    #
    # Then a claim that has no record has no verdict
    ...


@then("a claim that is more precise than the record has no verdict")
def then_a_claim_that_is_more_precise_than_the_record_has_no_verdict():
    # An outcome of which the check says nothing.
    # Is more precise than the record: the recorded value contains the stated one.
    #
    # Then a claim that has no record has no verdict
    ...


@then("a claim that differs has no verdict")
def then_a_claim_that_differs_has_no_verdict():
    # An outcome of which the check says nothing.
    # Differs: what is stated has nothing in common with the record, which has one value or is complete.
    #
    # Then a claim that has no record has no verdict
    ...


@then("a claim that differs as inferred has no verdict")
def then_a_claim_that_differs_as_inferred_has_no_verdict():
    # An outcome of which the check says nothing.
    # Differs as inferred: only what was inferred clashes: “December 3”, its year guessed.
    #
    # Then a claim that has no record has no verdict
    ...


@then("a claim that was true at another date has no verdict")
def then_a_claim_that_was_true_at_another_date_has_no_verdict():
    # An outcome of which the check says nothing.
    # Was true at another date: it held, but not on the day that counts.
    #
    # Then a claim that has no record has no verdict
    ...


@then("a claim that is unlisted has no verdict")
def then_a_claim_that_is_unlisted_has_no_verdict():
    # An outcome of which the check says nothing.
    # Is unlisted: the record has other values, and does not claim to have all.
    #
    # Then a claim that has no record has no verdict
    ...


@then("a claim that is absent from a complete list has no verdict")
def then_a_claim_that_is_absent_from_a_complete_list_has_no_verdict():
    # An outcome of which the check says nothing.
    # Is absent from a complete list: the subject itself is not on a list that is complete there.
    #
    # Then a claim that has no record has no verdict
    ...


@then("a claim that meets sources that conflict has no verdict")
def then_a_claim_that_meets_sources_that_conflict_has_no_verdict():
    # An outcome of which the check says nothing.
    # Meets sources that conflict: it fits, but only facts that are marked as disputed.
    #
    # Then a claim that has no record has no verdict
    ...


@then("a claim that has no record has no verdict")
def then_a_claim_that_has_no_record_has_no_verdict():
    # An outcome of which the check says nothing.
    # Has no record: nothing is on record of this subject and property, as of that day.
    #
    # Then a claim that has no record has no verdict
    ...


@then("a claim that is not comparable has no verdict")
def then_a_claim_that_is_not_comparable_has_no_verdict():
    # An outcome of which the check says nothing.
    # Is not comparable: ambiguous, negated, hypothetical or planned, or the record leaves it open.
    #
    # Then a claim that has no record has no verdict
    ...


@then('any other claim is "{verdict}"')
def then_any_other_claim_is_verdict():
    # What every outcome means that no other step names.
    #
    # Then any other claim is "not enough evidence"
    ...


@then("any other claim has no verdict")
def then_any_other_claim_has_no_verdict():
    # The check says nothing of any other claim.
    #
    # Then any other claim has no verdict
    ...
