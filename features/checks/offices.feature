@offices
Feature: Offices

  Rule: Whoever is said to hold an office held it then

    The day that counts is the one attached to the statement, else the article's date. Without either, nobody is
    refuted.

    Scenario: The holder of an office
      Given claims about who holds an office
      When each is compared with the reference
      Then a claim that agrees is "supported"
      And a claim that agrees within its precision is "supported"
      And a claim that differs is "refuted"
      And a claim that was true at another date is "refuted"
      And a claim that meets sources that conflict is "conflicting evidence"
      And any other claim is "not enough evidence"
