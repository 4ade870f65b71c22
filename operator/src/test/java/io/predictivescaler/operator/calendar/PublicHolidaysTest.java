package io.predictivescaler.operator.calendar;

import static org.assertj.core.api.Assertions.assertThat;

import io.predictivescaler.operator.calendar.PublicHolidays.Lookup;
import java.time.LocalDate;
import java.util.Set;
import org.junit.jupiter.api.Test;

/** The expected days are the countries' own laws'. */
class PublicHolidaysTest {
    private static Set<LocalDate> in(String country, String subdivision, String first, String last) {
        Lookup lookup = PublicHolidays.of(country, subdivision);
        return ((Lookup.Known) lookup).holidays().between(LocalDate.parse(first), LocalDate.parse(last));
    }

    @Test
    void areThoseOfTheWholeCountry() {
        assertThat(in("DE", "", "2026-10-01", "2027-01-31"))
                .containsExactlyInAnyOrder(
                        LocalDate.parse("2026-10-03"),
                        LocalDate.parse("2026-12-25"),
                        LocalDate.parse("2026-12-26"),
                        LocalDate.parse("2027-01-01"));
    }

    @Test
    void areMoreInSomeOfItsParts() {
        LocalDate womensDay = LocalDate.parse("2027-03-08");

        assertThat(in("DE", "BE", "2027-03-01", "2027-03-31")).contains(womensDay);
        assertThat(in("DE", "BY", "2027-03-01", "2027-03-31")).doesNotContain(womensDay);
    }

    @Test
    void moveWithEaster() {
        assertThat(in("FR", "", "2027-03-01", "2027-04-30")).contains(LocalDate.parse("2027-03-29"));
    }

    @Test
    void areTakenOnTheDayOnWhichTheyAreObserved() {
        assertThat(in("GB", "ENG", "2026-12-20", "2026-12-31"))
                .containsExactlyInAnyOrder(LocalDate.parse("2026-12-25"), LocalDate.parse("2026-12-28"));
    }

    @Test
    void areNotKnownOfEveryCountry() {
        assertThat(PublicHolidays.of("ZZ", ""))
                .isInstanceOfSatisfying(
                        Lookup.UnknownCountry.class,
                        unknown -> assertThat(unknown.known())
                                .contains("DE", "FR", "GB", "JP", "US")
                                .isSorted()
                                .allSatisfy(country -> assertThat(country).matches("[A-Z]{2}")));
    }

    @Test
    void nameThePartsOfACountry() {
        assertThat(PublicHolidays.of("DE", "XX"))
                .isInstanceOfSatisfying(
                        Lookup.UnknownSubdivision.class,
                        unknown -> assertThat(unknown.known()).hasSize(16).startsWith("BB", "BE", "BW"));
    }

    @Test
    void areKnownOfEveryCountryThatIsOffered() {
        Lookup.UnknownCountry offer = (Lookup.UnknownCountry) PublicHolidays.of("ZZ", "");

        assertThat(offer.known())
                .allSatisfy(country -> assertThat(in(country, "", "2026-01-01", "2026-12-31"))
                        .as(country)
                        .isNotEmpty());
    }
}
