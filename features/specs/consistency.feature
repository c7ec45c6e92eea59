Feature: Consistency, shown on sentences
  What the rules of features/checks/consistency.feature say of articles.

  Background:
    Given every article is published on 2016-04-09

  Rule: Where the reference is silent, articles do not contradict themselves or each other

    Background:
      Given the subjects:
        | subject     | kind      |
        | Lake Accord | agreement |

    Scenario Outline: One article gives two dates on which an agreement was <property>
      Given an article that says:
        """
        The Lake Accord <said> on June 2, 2015, after a night of talks.

        Nobody noticed that it rained. The Lake Accord <said> on June 3, 2015.
        """
      Then "June 2, 2015" is "conflicting evidence" because "says 3 June 2015 of the same thing"
      And "June 3, 2015" is "conflicting evidence" because "says 2 June 2015 of the same thing"
      And it is judged by the check "consistency"

      Examples:
        | property  | said               |
        | concluded | was concluded      |
        | in force  | entered into force |
        | ended     | expired            |

    Scenario Outline: Two articles give different dates on which an agreement was <property>
      Given an article by "Example Daily" that says "The Lake Accord <said> on June 2, 2015."
      And an article by "Example Weekly" that says "The Lake Accord <said> on June 3, 2015."
      Then "June 2, 2015" is "conflicting evidence" because "Nothing is on record, so at least one of them is wrong."
      And "June 3, 2015" is "conflicting evidence" because "the first article"
      And nothing is refuted

      Examples:
        | property  | said               |
        | concluded | was concluded      |
        | in force  | entered into force |
        | ended     | expired            |

    Scenario: Two articles give the same date
      Given an article by "Example Daily" that says "The Lake Accord was concluded on June 2, 2015."
      And an article by "Example Weekly" that says "The Lake Accord was reached on 2 June 2015."
      Then "June 2, 2015" is "not enough evidence"
      And "2 June 2015" is "not enough evidence"

    Scenario: One article gives the month of the day that the other gives
      Given an article by "Example Daily" that says "The Lake Accord was concluded in June 2015."
      And an article by "Example Weekly" that says "The Lake Accord was concluded on June 3, 2015."
      Then "June 2015" is "not enough evidence"
      And "June 3, 2015" is "not enough evidence"

    Scenario: Two articles differ on different things
      Given an article by "Example Daily" that says "The Lake Accord was concluded on June 2, 2015."
      And an article by "Example Weekly" that says "The Lake Accord entered into force on June 3, 2015."
      Then the claims are:
        | quote        | property  | verdict             |
        | June 2, 2015 | concluded | not enough evidence |
        | June 3, 2015 | in force  | not enough evidence |

    Scenario: Two articles give different dates for the adoption of a resolution
      Given an article that says "UN Security Council Resolution 2999 was adopted on June 2, 2015."
      And an article that says "UN Security Council Resolution 2999 was adopted on June 3, 2015."
      Then "June 2, 2015" is "conflicting evidence"
      And "June 3, 2015" is "conflicting evidence"

  Rule: Where the reference speaks, it alone decides

    Scenario: Two articles give different dates, and one is on record
      Given the record:
        | subject     | property  | value      |
        | Lake Accord | concluded | 2015-06-02 |
      And an article by "Example Daily" that says "The Lake Accord was concluded on June 2, 2015."
      And an article by "Example Weekly" that says "The Lake Accord was concluded on June 3, 2015."
      Then "June 2, 2015" is "supported" because "The record says 2 June 2015."
      And "June 3, 2015" is "refuted" because "The record says 2 June 2015; the article says 3 June 2015."

  Rule: What follows cannot have come before

    Scenario: A signature after the end
      Given the record:
        | subject     | property | value      |
        | Lake Accord | ended    | 2015-06-02 |
      And an article that says "The Lake Accord was signed on June 3, 2015."
      Then "June 3, 2015" is "refuted" because "it cannot have been 'signed' after that, on 3 June 2015"
      And it is judged by the check "consistency/a-signature-is-not-after-the-end"

    Scenario: Entry into force before the conclusion
      Given the record:
        | subject     | property  | value      |
        | Lake Accord | concluded | 2015-06-02 |
      And an article that says "The Lake Accord entered into force on June 1, 2015."
      Then "June 1, 2015" is "refuted" because "it cannot have been 'in force' before that, on 1 June 2015"
      And it is judged by the check "consistency/entry-into-force-is-not-before-the-conclusion"

    Scenario: Entry into force on the day of the conclusion
      Given the record:
        | subject     | property  | value      |
        | Lake Accord | concluded | 2015-06-02 |
      And an article that says "The Lake Accord entered into force on June 2, 2015."
      Then "June 2, 2015" is "not enough evidence" because "Nothing is on record of when"

    Scenario: The end before the conclusion
      Given the record:
        | subject     | property  | value      |
        | Lake Accord | concluded | 2015-06-02 |
      And an article that says "The Lake Accord expired on June 1, 2015."
      Then "June 1, 2015" is "refuted" because "it cannot have been 'ended' before that, on 1 June 2015"
      And it is judged by the check "consistency/the-end-is-not-before-the-conclusion"

    Scenario: A year that we guessed never refutes
      Given the record:
        | subject     | property  | value      |
        | Lake Accord | concluded | 2016-02-03 |
      And an article that says "The Lake Accord entered into force on February 2."
      Then "February 2" is "not enough evidence"
