@consistency
Feature: Consistency

  Rule: Where the reference is silent, articles do not contradict themselves or each other

    Of two dates for the same thing one at least is wrong, and nobody knows which: both wait for a person. As soon as
    the reference has the date, it alone decides.

    Scenario Outline: One article gives two dates on which an agreement was <property>
      Given claims about when an agreement was "<property>"
      When each is compared with the other claims of its article
      Then a claim that differs is "conflicting evidence"
      And any other claim has no verdict

      Examples:
        | property  |
        | concluded |
        | in force  |
        | ended     |

    Scenario Outline: Two articles give different dates on which an agreement was <property>
      Given claims about when an agreement was "<property>"
      When each is compared with the claims of other articles
      Then a claim that differs is "conflicting evidence"
      And any other claim has no verdict

      Examples:
        | property  |
        | concluded |
        | in force  |
        | ended     |

    Scenario: Two articles give different dates for the adoption of a resolution
      Given claims about when a resolution was "adopted"
      When each is compared with the claims of other articles
      Then a claim that differs is "conflicting evidence"
      And any other claim has no verdict

  Rule: What follows cannot have come before

    An agreement is not signed after it ended, and does not enter into force before its text was concluded. A year
    that we guessed never refutes.

    Scenario: A signature is not after the end
      Given claims about when an agreement was "signed"
      When each is expected on or before the recorded "ended"
      Then a claim that differs is "refuted"
      And any other claim has no verdict

    Scenario: Entry into force is not before the conclusion
      Given claims about when an agreement was "in force"
      When each is expected on or after the recorded "concluded"
      Then a claim that differs is "refuted"
      And any other claim has no verdict

    Scenario: The end is not before the conclusion
      Given claims about when an agreement was "ended"
      When each is expected on or after the recorded "concluded"
      Then a claim that differs is "refuted"
      And any other claim has no verdict
