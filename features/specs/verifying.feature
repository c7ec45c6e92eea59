Feature: Verifying an article
  What the workbench says of an article, by the checks and the reference that ship with it.

  Background:
    Given an article published on 2016-04-09

  Rule: A claim that the record bears out is supported, and one that it contradicts is refuted

    Scenario: The date of an agreement as the record has it
      Given it reads "The Joint Comprehensive Plan of Action was concluded on July 14, 2015."
      When it is verified
      Then "July 14, 2015" is "supported"
      And nothing is refuted

    Scenario: A slip of the pen in the date of an agreement
      Given it reads "The Joint Comprehensive Plan of Action was concluded on July 4, 2015."
      When it is verified
      Then "July 4, 2015" is "refuted" because "The record says 14 July 2015; the article says 4 July 2015."
      And the exit code is 1

    Scenario: Two figures of a number changed places
      Given it reads "The tests defied UN Security Council Resolution 2321."
      When it is verified
      Then "Resolution 2321" is "refuted" because "adopted on 30 November 2016, after the article"

    Scenario: A person who held the office at another time
      Given it reads "US Secretary of State Rex Tillerson arrived in Vienna."
      When it is verified
      Then "Rex Tillerson" is "refuted" because "True at another date, not up to 9 April 2016"

    Scenario: A day that falls on another weekday
      Given it reads "The delegations met on Friday, March 9, 2016."
      When it is verified
      Then "Friday, March 9, 2016" is "refuted" because "9 March 2016 was not a Friday."

    Scenario: A day that no calendar has
      Given it reads "The delegations met on June 31, 2015."
      When it is verified
      Then "June 31, 2015" is "refuted" because "No calendar has the day"

  Rule: Precision is part of a value

    Scenario: The month of a recorded day
      Given it reads "The Joint Comprehensive Plan of Action was concluded in July 2015."
      When it is verified
      Then "July 2015" is "supported" because "which lies within July 2015"

  Rule: What is not known is not refuted

    Scenario Outline: A number on which the register is silent
      Given it reads "The council had adopted UN Security Council Resolution <number> before."
      When it is verified
      Then "Resolution <number>" is "not enough evidence" because "Nothing is on record"
      And nothing is refuted
      And the exit code is 0

      Examples:
        | where               | number |
        | beyond the register | 2999   |
        | in one of its gaps  | 2762   |

    Scenario: An article without a date of publication
      Given the article has no date of publication
      And it reads "US Secretary of State Rex Tillerson arrived in Vienna."
      When it is verified
      Then "Rex Tillerson" is "supported" because "the article has no date to compare that with"

    Scenario: A person whom the record of an office does not know
      Given it reads "US Secretary of State Zebulon Quillfeather arrived in Vienna."
      When it is verified
      Then nothing is refuted

    Scenario: What the text denies is not compared
      Given it reads "The Joint Comprehensive Plan of Action was not concluded on July 4, 2015."
      When it is verified
      Then nothing is refuted
