Feature: Agreements from the other side of the date line

  Scenario: The day on which an agreement was concluded
    Given claims about when an agreement was "concluded"
    When each is compared with the reference, allowing for the date line
    Then a claim that agrees is "supported"
    And a claim that agrees within its precision is "supported"
    And a claim that differs is "refuted"
    And any other claim is "not enough evidence"

  @severity:warning
  Scenario: The week in which an agreement was signed
    Given claims about when an agreement was "signed"
    When each is compared with the reference, by "working week"
    Then a claim that agrees is "supported"
    And a claim that differs is "refuted"
    And any other claim is "not enough evidence"
