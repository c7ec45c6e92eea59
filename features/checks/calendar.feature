@calendar
Feature: The calendar

  Rule: A date exists

    Scenario: A date that no calendar has
      Given dates that no calendar has
      When each is compared with the calendar
      Then a claim that differs is "refuted"
      And any other claim has no verdict

  Rule: A date falls on the weekday that the text names

    Whatever the text says of the day, it may deny it, too. Days before October 1582 are of another calendar, and
    until 1923 some countries kept that one: a weekday that is right in it is not held against the text.

    Scenario: The weekday of a date
      Given dates that name a weekday
      When each is compared with the calendar
      Then a claim that agrees is "supported"
      And a claim that differs is "refuted"
      And any other claim is "not enough evidence"
