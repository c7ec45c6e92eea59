Feature: Events, shown on sentences
  What the rules of features/checks/events.feature say of an article.

  Background:
    Given every article is published on 2016-04-09

  Rule: An event occurred on a date of the record

    Scenario: The day of an event
      Given an article that says "The first Chinese nuclear test took place on October 16, 1964."
      Then "October 16, 1964" is "supported" because "The record says 16 October 1964."
      And "October 16, 1964" is a claim about "occurred" of "first Chinese nuclear test"

    Scenario: One of many days on which such a thing occurred
      Given an article that says "Iran tested ballistic missiles on March 8 and on Wednesday, March 9."
      Then the claim about "occurred" in "March 8" is "supported"
      And the claim about "occurred" in "Wednesday, March 9" is "supported"

    Scenario: The month of an event
      Given an article that says "The first Chinese nuclear test took place in October 1964."
      Then "October 1964" is "supported" because "which lies within October 1964"

  Rule: A day that the record does not list is refuted only where the record says that it is complete

    Scenario: Another day, where more may have occurred than is on record
      Given an article that says "Iran tested ballistic missiles on March 7, 2016."
      Then "March 7, 2016" is "not enough evidence" because "does not list 7 March 2016, and may be incomplete"

    Scenario: Another day, where all that occurred is on record
      Given the record:
        | subject      | property | value      |
        | harbour fire | occurred | 2016-03-09 |
      And the lists:
        | subject      | property |
        | harbour fire | occurred |
      And an article that says "The harbour fire took place on March 8, 2016."
      Then "March 8, 2016" is "refuted" because "The record says 9 March 2016; the article says 8 March 2016."

    Scenario: An event that the reference does not know
      Given an article that says "The garden party took place on March 8, 2016."
      Then "March 8, 2016" is not a claim about "occurred"
      And nothing is judged

  Rule: Where sources conflict, neither side is taken

    Scenario: A day that only disputed facts give
      Given the record:
        | subject      | property | value      | disputed |
        | harbour fire | occurred | 2016-03-08 | yes      |
        | harbour fire | occurred | 2016-03-09 | yes      |
      And an article that says "The harbour fire took place on March 8, 2016."
      Then "March 8, 2016" is "conflicting evidence" because "The sources conflict; one says 8 March 2016, another 9 March 2016."

  Rule: What the text does not assert is not compared

    Scenario: An event in a mere supposition
      Given an article that says:
        """
        If the first Chinese nuclear test had taken place on October 15, 1964, nobody would have noticed.
        """
      Then "October 15, 1964" is "not enough evidence" because "The text does not assert it (hypothetical)"
