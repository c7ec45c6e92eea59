# Written by: verify check steps --vscode
Feature: Examples of every step, for editors

  Scenario: Given claims that cite a resolution
    Given claims that cite a resolution

  Scenario: Given claims about when an agreement was "concluded"
    Given claims about when an agreement was "concluded"

  Scenario: Given claims about when an event occurred
    Given claims about when an event occurred

  Scenario: Given claims about who holds an office
    Given claims about who holds an office

  Scenario: Given claims about the "vote" of a resolution
    Given claims about the "vote" of a resolution

  Scenario: Given claims of the kind "agreement" about "dated"
    Given claims of the kind "agreement" about "dated"

  Scenario: Given dates that name a weekday
    Given dates that name a weekday

  Scenario: Given dates that no calendar has
    Given dates that no calendar has

  Scenario: Given the subject is "Joint Comprehensive Plan of Action"
    Given the subject is "Joint Comprehensive Plan of Action"

  Scenario: Given the article is published by "Example Daily"
    Given the article is published by "Example Daily"

  Scenario: Given the subject is one of:
    Given the subject is one of:
      | S/RES/1929 |
      | S/RES/2231 |

  Scenario: Given the subject has "party" "Iran" on record
    Given the subject has "party" "Iran" on record

  Scenario: Given the article is published by one of:
    Given the article is published by one of:
      | Example Daily |
      | Example Weekly |

  Scenario: Given the article is published between 2016-01-01 and 2016-12-31
    Given the article is published between 2016-01-01 and 2016-12-31

  Scenario: Given the article is published on or after 2016-01-01
    Given the article is published on or after 2016-01-01

  Scenario: Given the article is published on or before 2016-12-31
    Given the article is published on or before 2016-12-31

  Scenario: Given the date lies between 1990-01-01 and 1999-12-31
    Given the date lies between 1990-01-01 and 1999-12-31

  Scenario: Given the claim is attributed to someone
    Given the claim is attributed to someone

  Scenario: Given the claim is the article's own
    Given the claim is the article's own

  Scenario: Given the claim is attributed to "John Kerry"
    Given the claim is attributed to "John Kerry"

  Scenario: When each is compared with the reference
    When each is compared with the reference

  Scenario: When each is compared with the reference, give or take 3 days
    When each is compared with the reference, give or take 3 days

  Scenario: When each is compared with the reference, by "working week"
    When each is compared with the reference, by "working week"

  Scenario: When each is compared with the calendar
    When each is compared with the calendar

  Scenario: When each is compared with the other claims of its article
    When each is compared with the other claims of its article

  Scenario: When each is compared with the other claims of its article, give or take 1 day
    When each is compared with the other claims of its article, give or take 1 day

  Scenario: When each is compared with the claims of other articles
    When each is compared with the claims of other articles

  Scenario: When each is compared with the claims of other articles, give or take 1 day
    When each is compared with the claims of other articles, give or take 1 day

  Scenario: When each is expected on or before the recorded "in force"
    When each is expected on or before the recorded "in force"

  Scenario: When each is expected on or after the recorded "signed"
    When each is expected on or after the recorded "signed"

  Scenario: Then each outcome means:
    Then each outcome means:
      | outcome   | verdict             |
      | agrees    | supported           |
      | differs   | refuted             |
      | any other | not enough evidence |

  Scenario: Then readers of a finding are told:
    Then readers of a finding are told:
      """
      Ask the archive before changing the date.
      """

  Scenario: Then a claim that differs is "refuted"
    Then a claim that differs is "refuted"

  Scenario: Then a claim that has no record has no verdict
    Then a claim that has no record has no verdict

  Scenario: Then any other claim is "not enough evidence"
    Then any other claim is "not enough evidence"

  Scenario: Then any other claim has no verdict
    Then any other claim has no verdict

  Scenario: Given an article published on 2016-04-09 that says "The Lake Accord was signed in 2015."
    Given an article published on 2016-04-09 that says "The Lake Accord was signed in 2015."

  Scenario: Given an article published on 2016-04-09 that says:
    Given an article published on 2016-04-09 that says:
      """
      The Lake Accord was signed in 2015.
      """

  Scenario: Given every article is published on 2016-04-09
    Given every article is published on 2016-04-09

  Scenario: Given every article is published by "Example Daily"
    Given every article is published by "Example Daily"

  Scenario: Given the reference knows nothing yet
    Given the reference knows nothing yet

  Scenario: Given nothing is on record about "concluded" of "Joint Comprehensive Plan of Action"
    Given nothing is on record about "concluded" of "Joint Comprehensive Plan of Action"

  Scenario: Given the record of "jcpoa/concluded" is "2015-07-13"
    Given the record of "jcpoa/concluded" is "2015-07-13"

  Scenario: Given the record:
    Given the record:
      | subject     | property  | value      |
      | Lake Accord | concluded | 2015-06-02 |

  Scenario: Given the subjects:
    Given the subjects:
      | subject     | kind      |
      | Lake Accord | agreement |

  Scenario: Given the aliases:
    Given the aliases:
      | alias     | subject     |
      | Lake Pact | Lake Accord |

  Scenario: Given the properties:
    Given the properties:
      | property | kind      | phrases                |
      | ratified | agreement | ratified\|ratification |

  Scenario: Given the lists:
    Given the lists:
      | subject     | property |
      | Lake Accord | signed   |

  Scenario: Given the sources:
    Given the sources:
      | source  | publisher            |
      | gazette | Ministry of the Lake |

  Scenario: When only the check "agreements/the-date-an-agreement-goes-by" is run
    When only the check "agreements/the-date-an-agreement-goes-by" is run

  Scenario: When only the checks in "agreements.feature" are run
    When only the checks in "agreements.feature" are run

  Scenario: Then "July 4, 2015" is "refuted"
    Then "July 4, 2015" is "refuted"

  Scenario: Then "July 14, 2015" is not judged
    Then "July 14, 2015" is not judged

  Scenario: Then "July 14, 2015" is a claim about "concluded" of "Joint Comprehensive Plan of Action"
    Then "July 14, 2015" is a claim about "concluded" of "Joint Comprehensive Plan of Action"

  Scenario: Then "Resolution 2231" is not a claim about "concluded"
    Then "Resolution 2231" is not a claim about "concluded"

  Scenario: Then the outcome of "July 2015" is "agrees within its precision"
    Then the outcome of "July 2015" is "agrees within its precision"

  Scenario: Then its outcome is "agrees within its precision"
    Then its outcome is "agrees within its precision"

  Scenario: Then the value of "March 9" is "2016-03-09"
    Then the value of "March 9" is "2016-03-09"

  Scenario: Then its value is "2016-03-09"
    Then its value is "2016-03-09"

  Scenario: Then "July 4, 2015" is attributed to "the ministry"
    Then "July 4, 2015" is attributed to "the ministry"

  Scenario: Then "July 4, 2015" is judged by the check "agreements/the-date-an-agreement-goes-by"
    Then "July 4, 2015" is judged by the check "agreements/the-date-an-agreement-goes-by"

  Scenario: Then nothing is refuted
    Then nothing is refuted

  Scenario: Then nothing is judged
    Then nothing is judged

  Scenario: Then nothing is claimed
    Then nothing is claimed

  Scenario: Then 2 claims are judged
    Then 2 claims are judged

  Scenario: Then one claim is judged
    Then one claim is judged

  Scenario: Then the claims are:
    Then the claims are:
      | quote        | verdict |
      | July 4, 2015 | refuted |

  Scenario: Verdicts
    Then any other claim is "refuted"
    Then any other claim is "conflicting evidence"
    Then any other claim is "supported"
    Then any other claim is "not enough evidence"
