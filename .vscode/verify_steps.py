"""The steps of verify's checks, for editors that complete them; nothing runs this file.

Written by: verify check steps --vscode
"""


def parameter(name, regexp):
    """What stands for the {name} of a sentence."""


def given(sentence):
    """Mark what completes a sentence."""
    return lambda function: function


when = then = given

parameter(name="check", regexp='[^"]+')
parameter(name="claim_", regexp='it|(?:the claim about "[^"]+"(?: of "[^"]+")? in )?"[^"]+"(?: in "[^"]+")?(?: in the headline)?(?: in the (?:first|second|third|fourth|fifth|sixth|seventh|eighth|ninth) article)?')
parameter(name="comparison", regexp='[^"]+')
parameter(name="count_", regexp='[0-9]{1,6}')
parameter(name="day_", regexp='[0-9]{4}-[0-9]{2}-[0-9]{2}')
parameter(name="day__", regexp='[^"]+')
parameter(name="fact", regexp='[^"]+')
parameter(name="feature", regexp='[^"]+')
parameter(name="first_", regexp='[0-9]{4}-[0-9]{2}-[0-9]{2}')
parameter(name="headline", regexp='[^"]+')
parameter(name="kind", regexp='[^"]+')
parameter(name="kind_", regexp='[^"]+')
parameter(name="last_", regexp='[0-9]{4}-[0-9]{2}-[0-9]{2}')
parameter(name="name", regexp='[^"]+')
parameter(name="outcome", regexp='agrees|agrees within its precision|more precise than the record|differs|differs as inferred|true at another date|unlisted|absent from a complete list|sources conflict|no record|not comparable')
parameter(name="property", regexp='[^"]+')
parameter(name="publisher", regexp='[^"]+')
parameter(name="reason", regexp='.+')
parameter(name="subject", regexp='[^"]+')
parameter(name="text", regexp='.+')
parameter(name="tolerance_", regexp='[^"]+')
parameter(name="value", regexp='[^"]+')
parameter(name="verdict", regexp='refuted|conflicting evidence|supported|not enough evidence')
parameter(name="who", regexp='[^"]+')
parameter(name="words_", regexp='"[^"]+"(?: in "[^"]+")?(?: in the headline)?(?: in the (?:first|second|third|fourth|fifth|sixth|seventh|eighth|ninth) article)?')


@given("claims that cite a resolution")
def given_claims_that_cite_a_resolution():
    # Every citation of a resolution by its number.
    #
    # Given claims that cite a resolution
    ...


@given('claims about when {kind_} was "{property}"')
def given_claims_about_when_kind_was_property():
    # Dates given for a property of a kind of thing, be it one of your own: `a ceasefire was "declared"`.
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


@when('each is compared with the reference, by "{comparison}"')
def when_each_is_compared_with_the_reference_by_comparison():
    # Likewise, by a comparison that an installed package brings (docs/extending.md).
    #
    # When each is compared with the reference, by "working week"
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


@when("each is compared with the other claims of its article, give or take {tolerance_}")
def when_each_is_compared_with_the_other_claims_of_its_article_give_or_take_tolerance():
    # Likewise; dates that are apart by no more than that agree.
    #
    # When each is compared with the other claims of its article, give or take 1 day
    ...


@when("each is compared with the claims of other articles")
def when_each_is_compared_with_the_claims_of_other_articles():
    # Each claim is compared with what other articles say of the same, whoever published them; only where the reference is silent.
    #
    # When each is compared with the claims of other articles
    ...


@when("each is compared with the claims of other articles, give or take {tolerance_}")
def when_each_is_compared_with_the_claims_of_other_articles_give_or_take_tolerance():
    # Likewise; dates that are apart by no more than that agree.
    #
    # When each is compared with the claims of other articles, give or take 1 day
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


@given('an article that says "{text}"')
def given_an_article_that_says_text():
    # An article to verify; there may be several. The day may be a month or a year, or `an unknown day`: then, as where no day is said at all, only what is stated counts.
    #
    # Given an article published on 2016-04-09 that says "The Lake Accord was signed in 2015."
    ...


@given('an article with the headline "{headline}" that says "{text}"')
def given_an_article_with_the_headline_headline_that_says_text():
    # An article to verify; there may be several. The day may be a month or a year, or `an unknown day`: then, as where no day is said at all, only what is stated counts.
    #
    # Given an article published on 2016-04-09 that says "The Lake Accord was signed in 2015."
    ...


@given('an article by "{publisher}" that says "{text}"')
def given_an_article_by_publisher_that_says_text():
    # An article to verify; there may be several. The day may be a month or a year, or `an unknown day`: then, as where no day is said at all, only what is stated counts.
    #
    # Given an article published on 2016-04-09 that says "The Lake Accord was signed in 2015."
    ...


@given('an article by "{publisher}" with the headline "{headline}" that says "{text}"')
def given_an_article_by_publisher_with_the_headline_headline_that_says_text():
    # An article to verify; there may be several. The day may be a month or a year, or `an unknown day`: then, as where no day is said at all, only what is stated counts.
    #
    # Given an article published on 2016-04-09 that says "The Lake Accord was signed in 2015."
    ...


@given('an article published on {day__} that says "{text}"')
def given_an_article_published_on_day_that_says_text():
    # An article to verify; there may be several. The day may be a month or a year, or `an unknown day`: then, as where no day is said at all, only what is stated counts.
    #
    # Given an article published on 2016-04-09 that says "The Lake Accord was signed in 2015."
    ...


@given('an article published on {day__} with the headline "{headline}" that says "{text}"')
def given_an_article_published_on_day_with_the_headline_headline_that_says_text():
    # An article to verify; there may be several. The day may be a month or a year, or `an unknown day`: then, as where no day is said at all, only what is stated counts.
    #
    # Given an article published on 2016-04-09 that says "The Lake Accord was signed in 2015."
    ...


@given('an article published on {day__} by "{publisher}" that says "{text}"')
def given_an_article_published_on_day_by_publisher_that_says_text():
    # An article to verify; there may be several. The day may be a month or a year, or `an unknown day`: then, as where no day is said at all, only what is stated counts.
    #
    # Given an article published on 2016-04-09 that says "The Lake Accord was signed in 2015."
    ...


@given('an article published on {day__} by "{publisher}" with the headline "{headline}" that says "{text}"')
def given_an_article_published_on_day_by_publisher_with_the_headline_headline_that_says_text():
    # An article to verify; there may be several. The day may be a month or a year, or `an unknown day`: then, as where no day is said at all, only what is stated counts.
    #
    # Given an article published on 2016-04-09 that says "The Lake Accord was signed in 2015."
    ...


@given("an article that says:")
def given_an_article_that_says():
    # The same with a text of several lines; `"""markdown` opens one that is Markdown.
    #
    # Given an article published on 2016-04-09 that says:
    #   """
    #   The Lake Accord was signed in 2015.
    #   """
    ...


@given('an article with the headline "{headline}" that says:')
def given_an_article_with_the_headline_headline_that_says():
    # The same with a text of several lines; `"""markdown` opens one that is Markdown.
    #
    # Given an article published on 2016-04-09 that says:
    #   """
    #   The Lake Accord was signed in 2015.
    #   """
    ...


@given('an article by "{publisher}" that says:')
def given_an_article_by_publisher_that_says():
    # The same with a text of several lines; `"""markdown` opens one that is Markdown.
    #
    # Given an article published on 2016-04-09 that says:
    #   """
    #   The Lake Accord was signed in 2015.
    #   """
    ...


@given('an article by "{publisher}" with the headline "{headline}" that says:')
def given_an_article_by_publisher_with_the_headline_headline_that_says():
    # The same with a text of several lines; `"""markdown` opens one that is Markdown.
    #
    # Given an article published on 2016-04-09 that says:
    #   """
    #   The Lake Accord was signed in 2015.
    #   """
    ...


@given("an article published on {day__} that says:")
def given_an_article_published_on_day_that_says():
    # The same with a text of several lines; `"""markdown` opens one that is Markdown.
    #
    # Given an article published on 2016-04-09 that says:
    #   """
    #   The Lake Accord was signed in 2015.
    #   """
    ...


@given('an article published on {day__} with the headline "{headline}" that says:')
def given_an_article_published_on_day_with_the_headline_headline_that_says():
    # The same with a text of several lines; `"""markdown` opens one that is Markdown.
    #
    # Given an article published on 2016-04-09 that says:
    #   """
    #   The Lake Accord was signed in 2015.
    #   """
    ...


@given('an article published on {day__} by "{publisher}" that says:')
def given_an_article_published_on_day_by_publisher_that_says():
    # The same with a text of several lines; `"""markdown` opens one that is Markdown.
    #
    # Given an article published on 2016-04-09 that says:
    #   """
    #   The Lake Accord was signed in 2015.
    #   """
    ...


@given('an article published on {day__} by "{publisher}" with the headline "{headline}" that says:')
def given_an_article_published_on_day_by_publisher_with_the_headline_headline_that_says():
    # The same with a text of several lines; `"""markdown` opens one that is Markdown.
    #
    # Given an article published on 2016-04-09 that says:
    #   """
    #   The Lake Accord was signed in 2015.
    #   """
    ...


@given("every article is published on {day__}")
def given_every_article_is_published_on_day():
    # The day of publication of articles whose step names none; for a Background.
    #
    # Given every article is published on 2016-04-09
    ...


@given('every article is published by "{publisher}"')
def given_every_article_is_published_by_publisher():
    # The publisher of articles whose step names none.
    #
    # Given every article is published by "Example Daily"
    ...


@given("the reference knows nothing yet")
def given_the_reference_knows_nothing_yet():
    # Only the properties of the workspace's reference stay, so that all that counts is told in the scenario.
    #
    # Given the reference knows nothing yet
    ...


@given('nothing is on record of "{subject}"')
def given_nothing_is_on_record_of_subject():
    # The facts of a subject, all or those of one property, and what says that they are complete, are left out.
    #
    # Given nothing is on record about "concluded" of "Joint Comprehensive Plan of Action"
    ...


@given('nothing is on record about "{property}" of "{subject}"')
def given_nothing_is_on_record_about_property_of_subject():
    # The facts of a subject, all or those of one property, and what says that they are complete, are left out.
    #
    # Given nothing is on record about "concluded" of "Joint Comprehensive Plan of Action"
    ...


@given('the record of "{fact}" is "{value}"')
def given_the_record_of_fact_is_value():
    # A fact of the reference, by the name it has there, with another value.
    #
    # Given the record of "jcpoa/concluded" is "2015-07-13"
    ...


@given("the record:")
def given_the_record():
    # Facts, beside those of the workspace. A new subject is of the kind that its property is for; a row that names a `fact` of the workspace takes its place.
    #
    # Given the record:
    #   | subject     | property  | value      |
    #   | Lake Accord | concluded | 2015-06-02 |
    ...


@given("the subjects:")
def given_the_subjects():
    # Subjects of which no fact need be told, or of another kind than their facts say.
    #
    # Given the subjects:
    #   | subject     | kind      |
    #   | Lake Accord | agreement |
    ...


@given("the aliases:")
def given_the_aliases():
    # Other names of subjects.
    #
    # Given the aliases:
    #   | alias     | subject     |
    #   | Lake Pact | Lake Accord |
    ...


@given("the properties:")
def given_the_properties():
    # Properties; without more said, their values are dates and a subject has one.
    #
    # Given the properties:
    #   | property | kind      | phrases                |
    #   | ratified | agreement | ratified\|ratification |
    ...


@given("the lists:")
def given_the_lists():
    # For these subjects and properties the record is complete.
    #
    # Given the lists:
    #   | subject     | property |
    #   | Lake Accord | signed   |
    ...


@given("the sources:")
def given_the_sources():
    # Sources for the facts to name; those that name none have the spec as their source.
    #
    # Given the sources:
    #   | source  | publisher            |
    #   | gazette | Ministry of the Lake |
    ...


@when('only the check "{check}" is run')
def when_only_the_check_check_is_run():
    # The articles are judged by this check, or by all example rows of this outline, instead of by all checks.
    #
    # When only the check "agreements/the-date-an-agreement-goes-by" is run
    ...


@when('only the checks in "{feature}" are run')
def when_only_the_checks_in_feature_are_run():
    # The articles are judged by the checks of this file.
    #
    # When only the checks in "agreements.feature" are run
    ...


@then('{claim_} is "{verdict}"')
def then_claim_is_verdict():
    # The verdict on a claim and, with `because`, words of the explanation that readers get.
    #
    # Then "July 4, 2015" is "refuted"
    ...


@then('{claim_} is "{verdict}" because "{reason}"')
def then_claim_is_verdict_because_reason():
    # The verdict on a claim and, with `because`, words of the explanation that readers get.
    #
    # Then "July 4, 2015" is "refuted"
    ...


@then("{claim_} is not judged")
def then_claim_is_not_judged():
    # The words make a claim, and no check says anything of it.
    #
    # Then "July 14, 2015" is not judged
    ...


@then('{words_} is a claim about "{property}"')
def then_words_is_a_claim_about_property():
    # The words make such a claim, whatever becomes of it.
    #
    # Then "July 14, 2015" is a claim about "concluded" of "Joint Comprehensive Plan of Action"
    ...


@then('{words_} is a claim about "{property}" of "{subject}"')
def then_words_is_a_claim_about_property_of_subject():
    # The words make such a claim, whatever becomes of it.
    #
    # Then "July 14, 2015" is a claim about "concluded" of "Joint Comprehensive Plan of Action"
    ...


@then("{words_} is not a claim")
def then_words_is_not_a_claim():
    # The words make no claim, or none about this property.
    #
    # Then "Resolution 2231" is not a claim about "concluded"
    ...


@then('{words_} is not a claim about "{property}"')
def then_words_is_not_a_claim_about_property():
    # The words make no claim, or none about this property.
    #
    # Then "Resolution 2231" is not a claim about "concluded"
    ...


@then('the outcome of {claim_} is "{outcome}"')
def then_the_outcome_of_claim_is_outcome():
    # What comparing the claim found, in the words of reports.
    #
    # Then the outcome of "July 2015" is "agrees within its precision"
    ...


@then('its outcome is "{outcome}"')
def then_its_outcome_is_outcome():
    # The same of the claim meant before.
    #
    # Then its outcome is "agrees within its precision"
    ...


@then('the value of {claim_} is "{value}"')
def then_the_value_of_claim_is_value():
    # What the words mean: a date as 2016-03-09, a subject by its name in the reference.
    #
    # Then the value of "March 9" is "2016-03-09"
    ...


@then('its value is "{value}"')
def then_its_value_is_value():
    # The same of the claim meant before.
    #
    # Then its value is "2016-03-09"
    ...


@then('{claim_} is attributed to "{who}"')
def then_claim_is_attributed_to_who():
    # In whose mouth the article puts the claim.
    #
    # Then "July 4, 2015" is attributed to "the ministry"
    ...


@then('{claim_} is judged by the check "{check}"')
def then_claim_is_judged_by_the_check_check():
    # The check, or the outline, whose verdict stands.
    #
    # Then "July 4, 2015" is judged by the check "agreements/the-date-an-agreement-goes-by"
    ...


@then("nothing is refuted")
def then_nothing_is_refuted():
    # The articles make claims, and none of them is refuted.
    #
    # Then nothing is refuted
    ...


@then("nothing is judged")
def then_nothing_is_judged():
    # The articles make claims, and no check says anything of them.
    #
    # Then nothing is judged
    ...


@then("nothing is claimed")
def then_nothing_is_claimed():
    # The articles make no claim at all, not even a date by itself.
    #
    # Then nothing is claimed
    ...


@then("{count_} claims are judged")
def then_count_claims_are_judged():
    # So many claims have a verdict, and no more.
    #
    # Then 2 claims are judged
    ...


@then("one claim is judged")
def then_one_claim_is_judged():
    # One claim has a verdict, and no other.
    #
    # Then one claim is judged
    ...


@then("the claims are:")
def then_the_claims_are():
    # Every claim that is judged, in any order, and what is expected of it; the columns are `quote`, `property`, `subject`, `verdict`, `outcome`, `because`, `check`, `value`, of which only the first must be there. The verdict of a claim that no check judges is `not judged`.
    #
    # Then the claims are:
    #   | quote        | verdict |
    #   | July 4, 2015 | refuted |
    ...
