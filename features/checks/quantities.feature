@quantities
Feature: Quantities

  Rule: There were as many on a day as the record says

    The number counts for the day that the text names, and only where it names the whole of it.

    Scenario: How many there were on a day
      Given claims of the kind "quantity" about "count"
      When each is compared with the reference
      Then a claim that agrees is "supported"
      And a claim that agrees within its precision is "supported"
      And a claim that differs is "refuted"
      And a claim that meets sources that conflict is "conflicting evidence"
      And any other claim is "not enough evidence"
