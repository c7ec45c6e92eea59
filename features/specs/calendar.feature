Feature: The calendar, shown on sentences
  What the rules of features/checks/calendar.feature say of an article.

  Background:
    Given every article is published on 2016-04-09

  Rule: A date exists

    Scenario Outline: A date that no calendar has: <date>
      Given an article that says "The delegations met on <date>."
      Then "<date>" is "refuted" because "No calendar has the day '<date>'."
      And it is judged by the check "calendar/a-date-that-no-calendar-has"

      Examples:
        | date              |
        | June 31, 2015     |
        | February 29, 2015 |

    Scenario: The day that only leap years have
      Given an article that says "The delegations met on February 29, 2016."
      Then "February 29, 2016" is not judged

  Rule: A date falls on the weekday that the text names

    Scenario: The weekday of the date
      Given an article that says "The delegations met on Wednesday, March 9, 2016."
      Then "Wednesday, March 9, 2016" is "supported" because "9 March 2016 was a Wednesday."

    Scenario: Another weekday
      Given an article that says "The delegations met on Friday, March 9, 2016."
      Then "Friday, March 9, 2016" is "refuted" because "9 March 2016 was not a Friday."

    Scenario: The weekday of a calendar that is no longer kept
      Given an article that says "The battle was on Saturday, October 14, 1066, and the rising on Wednesday, October 25, 1917."
      Then nothing is refuted

    Scenario: Another weekday, where the year is our inference
      Given an article that says "The delegations met on Friday, March 9."
      Then "Friday, March 9" is "not enough evidence" because "the year is our inference"
      And its value is "2016-03-09"
      And nothing is refuted

    Scenario: A weekday by itself, and a date by itself
      Given an article that says "The delegations met on Wednesday, and before that on March 9, 2016."
      Then "Wednesday" is not judged
      And "March 9, 2016" is not judged
      And nothing is judged

    Scenario: A wrong weekday beside a right date of an event
      Given an article that says "The assassination of Yitzhak Rabin took place on Sunday, November 4, 1995."
      Then the claim about "date" in "Sunday, November 4, 1995" is "refuted"
      And the claim about "occurred" in "Sunday, November 4, 1995" is "supported"
