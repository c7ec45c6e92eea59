Feature: Offices, shown on sentences
  What the rules of features/checks/offices.feature say of an article.

  Background:
    Given every article is published on 2016-04-09

  Rule: Whoever is said to hold an office held it then

    Scenario: The holder on the day of the article
      Given an article that says "US Secretary of State John Kerry says that the talks go on."
      Then "John Kerry" is "supported" because "so also on 9 April 2016"
      And its value is "US Secretary of State"

    Scenario: A person who held the office before
      Given an article that says "US Secretary of State Hillary Clinton says that the talks go on."
      Then "Hillary Clinton" is "refuted" because "True at another date, not on 9 April 2016: John Kerry held the office"
      And its outcome is "true at another date"

    Scenario: A person who held the office only later
      Given an article that says "US Secretary of State Rex Tillerson arrived in Vienna."
      Then "Rex Tillerson" is "refuted" because "True at another date, not up to 9 April 2016"

    Scenario: A person who never held the office
      Given an article that says "US Secretary of State Barack Obama says that the talks go on."
      Then "Barack Obama" is "refuted" because "Not on 9 April 2016: John Kerry held the office"
      And its outcome is "differs"

    Scenario: The same sentence in an older article
      Given an article published on 2010-03-09 that says:
        """
        US Secretary of State Hillary Clinton says that the talks go on.
        """
      Then "Hillary Clinton" is "supported"

    Scenario: The day in the sentence counts, not only that of the article
      Given an article published on 2017-02-09 that says:
        """
        US Secretary of State John Kerry arrived in Vienna on January 16, 2017.
        """
      Then "John Kerry" is "supported"

  Rule: What is not known is not refuted

    Scenario: An article without a day of publication
      Given an article published on an unknown day that says:
        """
        US Secretary of State Rex Tillerson arrived in Vienna.
        """
      Then "Rex Tillerson" is "supported" because "the article has no date to compare that with"

    Scenario: A person whom the record does not know
      Given an article that says "US Secretary of State Zebulon Quillfeather arrived in Vienna."
      Then "Zebulon Quillfeather" is "not enough evidence" because "Nothing is on record of who held this office"

    Scenario: A day between two holders
      Given an article published on 2017-01-25 that says:
        """
        US Secretary of State John Kerry is in Vienna.
        """
      Then "John Kerry" is "not enough evidence"

    Scenario: A holder whose last day is not on record may have left since
      Given the record:
        | subject         | property | value    | valid_from | valid_to   |
        | Harbour Steward | holds    | Bo Lind  | 2001-01-01 | 2009-12-31 |
        | Harbour Steward | holds    | Ada Vane | 2010-01-01 |            |
      And an article that says "Harbour Steward Bo Lind says that the port is open."
      Then "Bo Lind" is "not enough evidence"

    Scenario: What the text denies, or expects
      Given an article that says "Rex Tillerson is not US Secretary of State. He will be US Secretary of State."
      Then nothing is claimed

  Rule: Both end days of a term count, and where terms overlap neither holder is refuted

    Scenario Outline: The day on which one holder follows another: <person>
      Given an article published on 2013-02-01 that says:
        """
        US Secretary of State <person> says that the talks go on.
        """
      Then "<person>" is "supported"

      Examples:
        | person          |
        | John Kerry      |
        | Hillary Clinton |

    Scenario: A holder whom only a disputed fact knows
      Given the record:
        | subject         | property | value    | valid_from | valid_to   | disputed |
        | Harbour Steward | holds    | Ada Vane | 2010-01-01 | 2018-12-31 | yes      |
        | Harbour Steward | holds    | Bo Lind  | 2010-01-01 | 2018-12-31 | yes      |
      And an article that says "Harbour Steward Bo Lind says that the port is open."
      Then "Bo Lind" is "conflicting evidence" because "The sources conflict"
