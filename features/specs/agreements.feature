Feature: Agreements, shown on sentences
  What the rules of features/checks/agreements.feature say of an article.

  Background:
    Given every article is published on 2016-04-09

  Rule: The dates of an agreement are those on record

    Scenario: The date on record
      Given an article that says "The Joint Comprehensive Plan of Action was concluded on July 14, 2015."
      Then "July 14, 2015" is "supported" because "The record says 14 July 2015."
      And nothing is refuted

    Scenario: A slip of the pen
      Given an article that says "The Joint Comprehensive Plan of Action was concluded on July 4, 2015."
      Then "July 4, 2015" is "refuted" because "The record says 14 July 2015; the article says 4 July 2015."
      And its outcome is "differs"
      And it is judged by the check "agreements/the-date-on-which-an-agreement-was-concluded"

    Scenario: A slip of the pen in a headline
      Given an article with the headline "Iran nuclear deal was reached on July 4, 2015" that says "The talks are over."
      Then "July 4, 2015" in the headline is "refuted"

    Scenario: A corrected record
      Given the record of "jcpoa/concluded" is "2015-07-04"
      And an article that says "The Joint Comprehensive Plan of Action was concluded on July 4, 2015."
      Then "July 4, 2015" is "supported"

    Scenario Outline: The date on which an agreement was <property>
      Given the record:
        | subject     | property   | value      |
        | Lake Accord | <property> | 2015-06-02 |
      And the lists:
        | subject     | property   |
        | Lake Accord | <property> |
      And an article that says "<that> on June 2, 2015. <that> in June 2015. <that> on June 3, 2015."
      Then the claim about "<property>" in "June 2, 2015" is "supported"
      And the claim about "<property>" in "June 2015" is "supported" because "which lies within June 2015"
      And the claim about "<property>" in "June 3, 2015" is "refuted" because "The record says 2 June 2015"

      Examples:
        | property  | that                               |
        | concluded | The Lake Accord was reached        |
        | signed    | The Lake Accord was signed         |
        | in force  | The Lake Accord entered into force |
        | ended     | The Lake Accord expired            |
        | withdrawn | Iran withdrew from the Lake Accord |
        | announced | The Lake Accord was announced      |

  Rule: Precision is part of a value

    Scenario: The month of a recorded day
      Given an article that says "The Joint Comprehensive Plan of Action was concluded in July 2015."
      Then "July 2015" is "supported" because "which lies within July 2015"
      And its outcome is "agrees within its precision"

    Scenario: Another month than that of the recorded day
      Given an article that says "The Joint Comprehensive Plan of Action was concluded in June 2015."
      Then "June 2015" is "refuted"

    Scenario: A day, where only the month is on record
      Given an article that says "The Nice Treaty was concluded on December 11, 2000."
      Then "December 11, 2000" is "not enough evidence" because "The record says December 2000 and no more"

    Scenario: A day without its year
      Given an article that says "The Joint Comprehensive Plan of Action was concluded on July 14."
      Then "July 14" is "supported"
      And its value is "2015-07-14"

    Scenario: A day without its year that is another
      Given an article that says "The Joint Comprehensive Plan of Action was concluded on July 4."
      Then "July 4" is "refuted" because "the article says 4 July"

  Rule: What is not known is not refuted

    Scenario: An agreement of which nothing is on record
      Given nothing is on record about "concluded" of "Joint Comprehensive Plan of Action"
      And an article that says "The Joint Comprehensive Plan of Action was concluded on July 4, 2015."
      Then "July 4, 2015" is "not enough evidence" because "Nothing is on record"

    Scenario: A name that two agreements bear
      Given an article that says "The Paris Agreement was adopted on 12 December 2014."
      Then "12 December 2014" is "not enough evidence" because "It can be read in more than one way"

    Scenario: A date that the record does not list, and which it does not claim to list
      Given the record:
        | subject     | property | value      |
        | Lake Accord | signed   | 2015-06-02 |
      And an article that says "The Lake Accord was signed on June 3, 2015."
      Then "June 3, 2015" is "not enough evidence" because "does not list 3 June 2015, and may be incomplete"

    Scenario Outline: What the text does not assert: <how>
      Given an article that says "<text>"
      Then "July 4, 2015" is "not enough evidence" because "The text does not assert it (<how>)"
      And nothing is refuted

      Examples:
        | how          | text                                                                                       |
        | negated      | The Joint Comprehensive Plan of Action was not concluded on July 4, 2015.                  |
        | hypothetical | If the Joint Comprehensive Plan of Action had been concluded on July 4, 2015, nobody slept. |
        | planned      | The Joint Comprehensive Plan of Action is to be concluded on July 4, 2015.                 |

    Scenario: What the text puts in a mouth is judged, too
      Given an article that says:
        """
        John Kerry said that the Joint Comprehensive Plan of Action was concluded on July 4, 2015.
        """
      Then "July 4, 2015" is "refuted"
      And it is attributed to "John Kerry"

  Rule: Where sources conflict, neither side is taken

    Scenario Outline: One of two dates on which it may have been <property>
      Given the record:
        | subject     | property   | value      | disputed |
        | Lake Accord | <property> | 2015-06-02 | yes      |
        | Lake Accord | <property> | 2015-06-05 | yes      |
      And an article that says "<that> on June 2, 2015."
      Then the claim about "<property>" in "June 2, 2015" is "conflicting evidence"
      And the outcome of it is "sources conflict"

      Examples:
        | property  | that                               |
        | concluded | The Lake Accord was reached        |
        | signed    | The Lake Accord was signed         |
        | in force  | The Lake Accord entered into force |
        | ended     | The Lake Accord expired            |
        | withdrawn | Iran withdrew from the Lake Accord |
        | announced | The Lake Accord was announced      |

    Scenario: A date that none of two disputed facts gives
      Given an article published on 2016-10-20 that says "The Copenhagen Accord was reached on December 28, 2009."
      Then "December 28, 2009" is "refuted"

    Scenario: A year it goes by, where its date is disputed
      Given an article published on 2016-10-20 that says "Diplomats defended the 2009 Copenhagen Accord."
      Then "2009" is "conflicting evidence" because "The sources conflict"

  Rule: A date attached to an agreement is one of its dates

    Scenario: The year an agreement goes by
      Given an article that says "Diplomats defended the 2015 Joint Comprehensive Plan of Action."
      Then "2015" is "supported"
      And it is judged by the check "agreements/the-date-an-agreement-goes-by"

    Scenario: The day an agreement goes by
      Given an article that says "Diplomats defended the Joint Comprehensive Plan of Action of July 14, 2015."
      Then "July 14, 2015" is "supported"
      And its outcome is "agrees"

    Scenario: A year in which nothing happened to it
      Given an article that says "Diplomats defended the 2013 Joint Comprehensive Plan of Action."
      Then "2013" is "refuted"

    Scenario: A year in which nothing happened that is on record, which may be incomplete
      Given the record:
        | subject     | property  | value      |
        | Lake Accord | concluded | 2015-06-02 |
      And an article that says "Diplomats defended the 2013 Lake Accord."
      Then "2013" is "not enough evidence"

  Rule: The parties of an agreement are those on record

    Scenario: Two parties of an agreement
      Given an article that says "The INF Treaty between the United States and the Soviet Union is in danger."
      Then the claim about "party" in "United States" is "supported" because "The record says United States."
      And the claim about "party" in "Soviet Union" is "supported"

    Scenario: A state that the record does not list, which may be incomplete
      Given the record:
        | subject     | property | value |
        | Lake Accord | party    | Iran  |
      And an article that says "The Lake Accord was signed by Iran and Germany."
      Then the claim about "party" in "Iran" is "supported"
      And the claim about "party" in "Germany" is "not enough evidence" because "may be incomplete"

    Scenario: A state that is none of the parties, where all of them are on record
      Given the record:
        | subject     | property | value  |
        | Lake Accord | party    | Iran   |
        | Lake Accord | party    | France |
      And the lists:
        | subject     | property |
        | Lake Accord | party    |
      And an article that says "The Lake Accord was signed by Iran and Germany."
      Then the claim about "party" in "Germany" is "refuted"

    Scenario: A party that only one of two sources gives
      Given the record:
        | subject     | property | value   | disputed |
        | Lake Accord | party    | Iran    | yes      |
        | Lake Accord | party    | Germany | yes      |
      And an article that says "The Lake Accord was signed by Iran."
      Then the claim about "party" in "Iran" is "conflicting evidence"
