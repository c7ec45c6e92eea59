@events
Feature: Events

  Rule: An event occurred on a date of the record

    Many events of a kind may be missing from the record: a date that is not on it is not refuted.

    Scenario: The date of an event
      Given claims about when an event occurred
      When each is compared with the reference
      Then a claim that agrees is "supported"
      And a claim that agrees within its precision is "supported"
      And a claim that differs is "refuted"
      And a claim that meets sources that conflict is "conflicting evidence"
      And any other claim is "not enough evidence"
