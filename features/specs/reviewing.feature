@python
Feature: Reviewing what rules could not settle

  Background:
    Given an article published on 2016-04-09
    And it reads "The Joint Comprehensive Plan of Action was concluded on July 4, 2015."
    And it is verified

  Scenario: A refuted claim waits for a person
    Then the queue holds "July 4, 2015"

  Scenario: A decision stands when the article is verified again
    When "July 4, 2015" is decided "supported"
    And it is verified
    Then "July 4, 2015" is "supported"
    And the queue is empty
    And the exit code is 0

  Scenario: A decision that was taken back no longer stands
    When "July 4, 2015" is decided "supported"
    And the decision on "July 4, 2015" is taken back
    Then "July 4, 2015" is "refuted"
    And the queue holds "July 4, 2015"

  Scenario: A decision is reopened when the record it rests on is corrected
    When "July 4, 2015" is decided "supported"
    And the record of "jcpoa/concluded" is corrected from "2015-07-14" to "2015-07-13"
    And it is verified
    Then "July 4, 2015" is "refuted" because "The record says 13 July 2015"
    And "July 4, 2015" is reopened
    And the queue holds "July 4, 2015"

  Scenario: A corrected article leaves the queue
    When it is changed to "The Joint Comprehensive Plan of Action was concluded on July 14, 2015."
    And it is verified
    Then "July 14, 2015" is "supported"
    And the queue is empty
    And the exit code is 0

  Scenario: Verifying again finds nothing new
    When it is verified
    Then no verdict was added

  Scenario: Nobody gets what another is looking at
    When "Ana" takes what is next
    Then "Ana" has "July 4, 2015"
    And nothing is left for "Bo", because "Others hold what is left: Ana"

  Scenario: Two reviewers decide, and the second sees nothing of the first
    Given two people decide claims of the kind "agreement"
    When "Ana" decides "July 4, 2015" "supported"
    Then "July 4, 2015" is "refuted"
    And "Bo" sees that somebody decided, but not what
    When "Bo" decides "July 4, 2015" "supported"
    Then "July 4, 2015" is "supported"

  Scenario: A decision holds of a revised article that says the same
    When "July 4, 2015" is decided "supported"
    And it is changed to "News. The Joint Comprehensive Plan of Action was concluded on July 4, 2015. It rained."
    And it is verified
    Then "July 4, 2015" is "supported"
    And the queue is empty

  Scenario: What is postponed waits until it is due
    When "July 4, 2015" is postponed until "2999-01-01"
    Then nothing is left for "Ana", because "1 is postponed, the first until 2999-01-01"

  Scenario: What is no claim fails no article
    When "July 4, 2015" is discarded
    And it is verified
    Then the queue is empty
    And the exit code is 0
