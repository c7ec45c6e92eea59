Feature: Memberships, shown on sentences
  What the rules of features/checks/memberships.feature say of an article.

  Background:
    Given every article is published on 2016-04-09

  Rule: A group has the members on record

    Scenario: Members counted out
      Given an article that says "The E3 – Britain, France and Germany – met in Vienna."
      Then "Britain, France and Germany" is "supported" because "The record says France + Germany + United Kingdom."

    Scenario: A group within the group
      Given an article that says:
        """
        Iran spoke with the P5+1 group of countries – the five permanent members of the UN Security Council plus Germany.
        """
      Then the claim about "members" in "five permanent members" is "supported"

    Scenario: Members that the record does not list
      Given an article that says "The E3 (Britain, France and Italy) met in Vienna."
      Then "Britain, France and Italy" is "not enough evidence" because "may be incomplete"

    Scenario: Members that the record does not list, where it is complete
      Given the lists:
        | subject | property |
        | EU3     | members  |
      And an article that says "The E3 (Britain, France and Italy) met in Vienna."
      Then "Britain, France and Italy" is "refuted"

    Scenario: Members on which sources differ
      Given the record:
        | subject    | property | value          | disputed |
        | Lake Group | members  | France + Italy | yes      |
        | Lake Group | members  | France + Spain | yes      |
      And an article that says "The Lake Group (France and Italy) met in Vienna."
      Then "France and Italy" is "conflicting evidence"
