package io.predictivescaler.operator.calendar;

import de.focus_shift.jollyday.core.HolidayCalendar;
import de.focus_shift.jollyday.core.HolidayManager;
import de.focus_shift.jollyday.core.HolidayType;
import de.focus_shift.jollyday.core.ManagerParameters;
import java.time.LocalDate;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.stream.Collectors;

/**
 * The public holidays of a country, or of a part of it, on the days on which they are observed.
 *
 * @param country ISO 3166-1, such as DE
 * @param subdivision ISO 3166-2 without the country, such as BE; empty for what holds in the whole country
 */
public record PublicHolidays(String country, String subdivision) {
    private static final int LETTERS = 2;

    /** What looking a place up comes to. */
    public sealed interface Lookup {
        /** The place is known. */
        record Known(PublicHolidays holidays) implements Lookup {}

        /** The country is not; those in {@code known} are. */
        record UnknownCountry(List<String> known) implements Lookup {}

        /** The country has no such part with holidays of its own; those in {@code known} it has. */
        record UnknownSubdivision(List<String> known) implements Lookup {}
    }

    /** Looks a place up; an empty subdivision stands for the whole country. */
    public static Lookup of(String country, String subdivision) {
        List<String> countries = Arrays.stream(HolidayCalendar.values())
                .map(HolidayCalendar::getId)
                .filter(id -> id.length() == LETTERS)
                .map(id -> id.toUpperCase(Locale.ROOT))
                .sorted()
                .distinct()
                .toList();
        if (!countries.contains(country)) {
            return new Lookup.UnknownCountry(countries);
        }
        if (!subdivision.isEmpty()) {
            List<String> subdivisions = manager(country).getCalendarHierarchy().getChildren().keySet().stream()
                    .map(id -> id.toUpperCase(Locale.ROOT))
                    .sorted()
                    .toList();
            if (!subdivisions.contains(subdivision)) {
                return new Lookup.UnknownSubdivision(subdivisions);
            }
        }
        return new Lookup.Known(new PublicHolidays(country, subdivision));
    }

    /** The dates from {@code first} to {@code last}, both included. */
    Set<LocalDate> between(LocalDate first, LocalDate last) {
        HolidayManager manager = manager(country);
        var holidays = subdivision.isEmpty()
                ? manager.getHolidays(first, last, HolidayType.PUBLIC_HOLIDAY)
                : manager.getHolidays(first, last, HolidayType.PUBLIC_HOLIDAY, subdivision.toLowerCase(Locale.ROOT));
        return holidays.stream().map(holiday -> holiday.getDate()).collect(Collectors.toUnmodifiableSet());
    }

    /** Read from the library's own files once, and kept by it. */
    private static HolidayManager manager(String country) {
        return HolidayManager.getInstance(ManagerParameters.create(country.toLowerCase(Locale.ROOT)));
    }
}
