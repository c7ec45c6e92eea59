@memberships
Feature: Memberships

  Rule: A group has the members on record

    Members may be counted out or named by a group within the group: what the record does not list is not refuted.

    Scenario: The members of a group
      Given claims of the kind "membership" about "members"
      When each is compared with the reference
      Then a claim that agrees is "supported"
      And a claim that differs is "refuted"
      And a claim that meets sources that conflict is "conflicting evidence"
      And any other claim is "not enough evidence"
