@agreements
Feature: Agreements

  Rule: The dates of an agreement are those on record

    "In July 2015" is neither equal to 14 July 2015 nor in conflict with it: it agrees within its precision.
    A year that we guessed ("December 3") never refutes.

    Scenario Outline: The date on which an agreement was <property>
      Given claims of the kind "agreement" about "<property>"
      When each is compared with the reference
      Then a claim that agrees is "supported"
      And a claim that agrees within its precision is "supported"
      And a claim that differs is "refuted"
      And a claim that meets sources that conflict is "conflicting evidence"
      And any other claim is "not enough evidence"

      Examples:
        | property  |
        | concluded |
        | signed    |
        | in force  |
        | ended     |
        | withdrawn |
        | announced |

  Rule: A date attached to an agreement is one of its dates

    "The 2015 Paris Agreement" agrees with any recorded date of the agreement, and is refuted only if all its
    dates are on record and none fits.

    Scenario: The date an agreement goes by
      Given claims of the kind "agreement" about "dated"
      When each is compared with the reference
      Then a claim that agrees is "supported"
      And a claim that agrees within its precision is "supported"
      And a claim that differs is "refuted"
      And a claim that meets sources that conflict is "conflicting evidence"
      And any other claim is "not enough evidence"

  Rule: The parties of an agreement are those on record

    Where the record does not say that it has all parties, one that it does not list is not refuted.

    Scenario: A party to an agreement
      Given claims about the "party" of an agreement
      When each is compared with the reference
      Then a claim that agrees is "supported"
      And a claim that differs is "refuted"
      And a claim that meets sources that conflict is "conflicting evidence"
      And any other claim is "not enough evidence"
