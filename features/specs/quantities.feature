Feature: Quantities, shown on sentences
  What the rules of features/checks/quantities.feature say of an article.

  Background:
    Given every article is published on 2016-04-09

  Rule: There were as many on a day as the record says

    Scenario: The number on record
      Given an article that says "Iran fired two ballistic missiles on March 9, 2016."
      Then "two" is "supported" because "The record says 2."

    Scenario: Another number
      Given an article that says "Iran fired three ballistic missiles on March 9, 2016."
      Then "three" is "refuted" because "The record says 2; the article says 3."

    Scenario: Another number, on a day whose year is our inference
      Given an article that says "Iran fired three ballistic missiles on March 9."
      Then "three" is "refuted"

    Scenario: A number on another day of a year that is our inference
      Given an article that says "Iran fired three ballistic missiles on March 10."
      Then "three" is "not enough evidence"

    Scenario: A number that is only roughly so
      Given an article that says "Iran fired at least three ballistic missiles on March 9, 2016."
      Then "three" is "not enough evidence" because "It can be read in more than one way"

    Scenario: A day of which no number is on record
      Given an article that says "Iran fired three ballistic missiles on March 8, 2016."
      Then "three" is "not enough evidence" because "Nothing is on record"

    Scenario: A number that is the recorded one, rounded
      Given the record:
        | subject            | property | scope      | value |
        | Iran missile tests | count    | 2016-03-11 | 1987  |
      And an article that says "Iran launched 2,000 missiles on March 11, 2016."
      Then "2,000" is "supported"
      And its outcome is "agrees within its precision"

  Rule: Where sources conflict, neither side is taken

    Scenario: A number that only one of two sources gives
      Given the record:
        | subject            | property | scope      | value | disputed |
        | Iran missile tests | count    | 2016-03-11 | 3     | yes      |
        | Iran missile tests | count    | 2016-03-11 | 4     | yes      |
      And an article that says "Iran launched three missiles on March 11, 2016."
      Then "three" is "conflicting evidence"
