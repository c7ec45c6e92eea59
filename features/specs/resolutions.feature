Feature: Resolutions, shown on sentences
  What the rules of features/checks/resolutions.feature say of an article.

  Background:
    Given every article is published on 2016-04-09

  Rule: An article cites only resolutions that exist

    Scenario: A resolution that exists
      Given an article that says "The tests defied UN Security Council Resolution 2231."
      Then "Resolution 2231" is "supported" because "it was adopted on 20 July 2015"
      And it is judged by the check "resolutions/a-cited-resolution-exists"

    Scenario: Two figures of a number changed places
      Given an article that says "The tests defied UN Security Council Resolution 2321."
      Then "Resolution 2321" is "refuted" because "adopted on 30 November 2016, after the article (9 April 2016)"

    Scenario: The same number in an article of a later year
      Given an article published on 2017-04-09 that says "The tests defied UN Security Council Resolution 2321."
      Then "Resolution 2321" is "supported"

    Scenario: A number inside the register that no resolution has
      Given nothing is on record of "S/RES/2230"
      And an article that says "The tests defied UN Security Council Resolution 2230."
      Then "Resolution 2230" is "refuted" because "The register is complete there, and holds no S/RES/2230."

    Scenario Outline: A number on which the register is silent: <where>
      Given an article that says "The council had adopted UN Security Council Resolution <number> before."
      Then "Resolution <number>" is "not enough evidence" because "Nothing is on record of S/RES/<number>."
      And nothing is refuted

      Examples:
        | where                | number |
        | beyond its last one  | 2999   |
        | in a gap             | 2762   |

    Scenario: Several resolutions in one sentence
      Given an article that says "Security Council resolutions 1737, 1747 and 2321 were cited."
      Then the claims are:
        | quote            | verdict   |
        | resolutions 1737 | supported |
        | 1747             | supported |
        | 2321             | refuted   |

    Scenario: Numbers that cite no resolution
      Given an article that says "The fund grew from $2,015 to $2,321, and 2231 guests came."
      Then nothing is claimed

  Rule: A resolution was adopted on the date of the record

    Scenario: The day of adoption
      Given an article that says "UN Security Council Resolution 2231 was adopted on July 20, 2015."
      Then "July 20, 2015" is "supported"
      And "Resolution 2231" is "supported"
      And 2 claims are judged

    Scenario: A day later
      Given an article that says "UN Security Council Resolution 2231 was adopted on July 21, 2015."
      Then "July 21, 2015" is "refuted" because "The record says 20 July 2015; the article says 21 July 2015."
      And "Resolution 2231" is "supported"

    Scenario: The month of adoption
      Given an article that says "UN Security Council Resolution 2231 was adopted in July 2015."
      Then "July 2015" is "supported" because "which lies within July 2015"

    Scenario: The year behind the number
      Given an article that says "Resolution 2231 (2015) endorsed the plan."
      Then "2015" is "supported"

    Scenario: Another year behind the number
      Given an article that says "Resolution 2231 (2014) endorsed the plan."
      Then "2014" is "refuted"

    Scenario: A day on which the sources conflict
      Given the record:
        | fact               | subject    | property | value      | disputed |
        | S/RES/2231/adopted | S/RES/2231 | adopted  | 2015-07-20 | yes      |
        | S/RES/2231/other   | S/RES/2231 | adopted  | 2015-07-21 | yes      |
      And an article that says "UN Security Council Resolution 2231 was adopted on July 21, 2015."
      Then "July 21, 2015" is "conflicting evidence"

    Scenario: A number of which no day of adoption is on record
      Given an article that says "UN Security Council Resolution 2999 was adopted on July 20, 2015."
      Then "July 20, 2015" is "not enough evidence"
      And nothing is refuted

  Rule: A resolution was voted on as the record says

    Scenario: A vote that was unanimous
      Given an article that says "The Security Council unanimously adopted resolution 2231."
      Then "unanimously" is "supported" because "The record says 15-0-0."

    Scenario: Votes counted out
      Given an article that says "The Security Council adopted resolution 1929 by 12 votes to 2, with one abstention."
      Then the claim about "vote" in "12 votes to 2" is "supported"

    Scenario: A vote that was not so
      Given an article that says "The Security Council adopted resolution 1929 by a vote of 15-0."
      Then "15-0" is "refuted" because "The record says 12-2-1; the article says 15-0-0."

    Scenario: A vote of two resolutions
      Given an article that says "The Security Council unanimously adopted resolutions 1929 and 2231."
      Then the claim about "vote" of "S/RES/1929" in "unanimously" is "not enough evidence" because "It can be read in more than one way"

    Scenario: A vote of which nothing is on record
      Given nothing is on record about "vote" of "S/RES/2231"
      And an article that says "The Security Council unanimously adopted resolution 2231."
      Then "unanimously" is "not enough evidence"

    Scenario: A vote on which sources differ
      Given the record:
        | subject    | property | value  | disputed |
        | S/RES/9999 | vote     | 14-0-1 | yes      |
        | S/RES/9999 | vote     | 15-0-0 | yes      |
      And an article that says "The Security Council unanimously adopted resolution 9999."
      Then "unanimously" is "conflicting evidence"

  Rule: A resolution endorses what the record says

    Scenario: What it endorses
      Given an article that says "Security Council resolution 2231 endorsed the Joint Comprehensive Plan of Action."
      Then the claim about "endorses" in "Joint Comprehensive Plan of Action" is "supported"

    Scenario: What the record does not list
      Given an article that says "Security Council resolution 2231 endorsed the Minsk II accord."
      Then the claim about "endorses" in "Minsk II accord" is "not enough evidence"
      And nothing is refuted

    Scenario: What it does not endorse, where all that it endorses is on record
      Given the lists:
        | subject    | property |
        | S/RES/2231 | endorses |
      And an article that says "Security Council resolution 2231 endorsed the Minsk II accord."
      Then the claim about "endorses" in "Minsk II accord" is "refuted"

    Scenario: What only one of two sources has it endorse
      Given the record:
        | subject    | property | value    | disputed |
        | S/RES/9999 | endorses | Minsk II | yes      |
        | S/RES/9999 | endorses | Minsk I  | yes      |
      And an article that says "Security Council resolution 9999 endorsed the Minsk II accord."
      Then the claim about "endorses" in "Minsk II accord" is "conflicting evidence"

  Rule: A resolution sets up, changes and ends what the record says

    Scenario Outline: What it <property>
      Given an article that says "<sentence>"
      Then the claim about "<property>" in "<value>" is "supported"

      Examples:
        | property    | value           | sentence                                                                     |
        | establishes | UNIFIL          | Security Council resolution 425 established UNIFIL.                          |
        | amends      | resolution 955  | Security Council resolution 1329 amended Security Council resolution 955.    |
        | terminates  | resolution 1929 | Security Council resolution 2231 terminated Security Council resolution 1929. |

    Scenario Outline: What the record of what it <property> does not list
      Given an article that says "<sentence>"
      Then the claim about "<property>" in "<value>" is "not enough evidence"
      And nothing is refuted

      Examples:
        | property    | value           | sentence                                                                     |
        | establishes | UNIFIL          | Security Council resolution 1701 established UNIFIL.                         |
        | amends      | resolution 827  | Security Council resolution 2231 amended Security Council resolution 827.    |
        | terminates  | resolution 1540 | Security Council resolution 2231 terminated Security Council resolution 1540. |

    Scenario Outline: What it <property>, where all of it is on record
      Given the lists:
        | subject      | property   |
        | <resolution> | <property> |
      And an article that says "<sentence>"
      Then the claim about "<property>" in "<value>" is "refuted"

      Examples:
        | property    | resolution | value           | sentence                                                                     |
        | establishes | S/RES/425  | UNMOVIC         | Security Council resolution 425 established UNMOVIC.                         |
        | amends      | S/RES/1329 | resolution 1540 | Security Council resolution 1329 amended Security Council resolution 1540.   |
        | terminates  | S/RES/2231 | resolution 1540 | Security Council resolution 2231 terminated Security Council resolution 1540. |

    Scenario Outline: What only one of two sources says it <property>
      Given the record:
        | subject    | property   | value   | disputed |
        | S/RES/9999 | <property> | <value> | yes      |
        | S/RES/9999 | <property> | <other> | yes      |
      And an article that says "<sentence>"
      Then the claim about "<property>" in "<words>" is "conflicting evidence"

      Examples:
        | property    | value                      | other      | words           | sentence                                                                      |
        | establishes | UN Interim Force in Lebanon | S/RES/1540 | UNIFIL          | Security Council resolution 9999 established UNIFIL.                          |
        | amends      | S/RES/827                  | S/RES/1540 | resolution 827  | Security Council resolution 9999 amended Security Council resolution 827.     |
        | terminates  | S/RES/827                  | S/RES/1540 | resolution 827  | Security Council resolution 9999 terminated Security Council resolution 827.  |
