@resolutions
Feature: Resolutions

  Rule: An article cites only resolutions that exist

    A number beyond the register, or in one of its gaps, is not known to be wrong. A number inside the register
    that no resolution has, or one that was adopted only after the article, is.

    Scenario: A cited resolution exists
      Given claims that cite a resolution
      When each is compared with the reference
      Then a claim that agrees is "supported"
      And a claim that is absent from a complete list is "refuted"
      And any other claim is "not enough evidence"

  Rule: A resolution was adopted on the date of the record

    Scenario: The date on which a resolution was adopted
      Given claims about when a resolution was "adopted"
      When each is compared with the reference
      Then a claim that agrees is "supported"
      And a claim that agrees within its precision is "supported"
      And a claim that differs is "refuted"
      And a claim that meets sources that conflict is "conflicting evidence"
      And any other claim is "not enough evidence"

  Rule: A resolution was voted on as the record says

    Votes for, against and abstentions, in this order. Whoever was away is in none of them, so that "unanimously" is
    not held against older resolutions.

    Scenario: The vote on a resolution
      Given claims about the "vote" of a resolution
      When each is compared with the reference
      Then a claim that agrees is "supported"
      And a claim that differs is "refuted"
      And a claim that meets sources that conflict is "conflicting evidence"
      And any other claim is "not enough evidence"

  Rule: A resolution endorses what the record says

    The record of what a resolution endorses is seldom complete: what it does not list is not refuted.

    Scenario: What a resolution endorses
      Given claims about the "endorses" of a resolution
      When each is compared with the reference
      Then a claim that agrees is "supported"
      And a claim that differs is "refuted"
      And a claim that meets sources that conflict is "conflicting evidence"
      And any other claim is "not enough evidence"

  Rule: A resolution sets up, changes and ends what the record says

    Scenario Outline: What a resolution <property>
      Given claims about the "<property>" of a resolution
      When each is compared with the reference
      Then a claim that agrees is "supported"
      And a claim that differs is "refuted"
      And a claim that meets sources that conflict is "conflicting evidence"
      And any other claim is "not enough evidence"

      Examples:
        | property    |
        | establishes |
        | amends      |
        | terminates  |
