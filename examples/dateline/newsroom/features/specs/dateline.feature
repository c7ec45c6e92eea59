Feature: The date line, shown on sentences

  Scenario: The day after
    Given an article published on 2016-04-09 that says "The Lagoon Accord was concluded on July 15, 2015."
    Then "July 15, 2015" is "supported"

  Scenario: Two days after
    Given an article published on 2016-04-09 that says "The Lagoon Accord was concluded on July 16, 2015."
    Then "July 16, 2015" is "refuted" because "The record says 14 July 2015"

  Scenario: The same working week
    Given an article published on 2016-04-09 that says "The Lagoon Accord was signed on August 3, 2015."
    Then "August 3, 2015" is "supported" because "agrees by the comparison 'working week'"
