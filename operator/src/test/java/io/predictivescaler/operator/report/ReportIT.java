package io.predictivescaler.operator.report;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import io.predictivescaler.operator.simulate.Line;
import io.predictivescaler.operator.testkit.HeadlessChromium;
import io.predictivescaler.operator.testkit.SomeFindings;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The report in a real browser. */
final class ReportIT {
    private static final String HOSTILE = "</script><img src=x onerror=alert(1)>";

    /** Pixels of the chart that are as close to a colour of the style sheet as drawing leaves them. */
    private static final String PIXELS = """
            (name => {
              const canvas = document.querySelector('.plot canvas');
              const { data } = canvas.getContext('2d').getImageData(0, 0, canvas.width, canvas.height);
              const hex = getComputedStyle(document.documentElement).getPropertyValue('--' + name).trim();
              const [r, g, b] = [1, 3, 5].map(at => parseInt(hex.slice(at, at + 2), 16));
              let count = 0;
              for (let i = 0; i < data.length; i += 4) {
                if (data[i + 3] > 200 && Math.abs(data[i] - r) + Math.abs(data[i + 1] - g) + Math.abs(data[i + 2] - b) < 24) count++;
              }
              return count;
            })""";

    /** How many colours a canvas shows. */
    private static final String COLOURS = """
            selector => {
              const canvas = document.querySelector(selector);
              return new Set(new Uint32Array(canvas.getContext('2d').getImageData(0, 0, canvas.width, canvas.height).data.buffer)).size;
            }""";

    private static HeadlessChromium browser;
    private static Path page;

    @BeforeAll
    static void start(@TempDir Path directory) throws IOException {
        browser = HeadlessChromium.start(directory.resolve("profile"));
        page = Files.writeString(
                directory.resolve("report.html"),
                Report.of(
                                SomeFindings.seeded(1)
                                        .withFrontier()
                                        .withMessage(HOSTILE)
                                        .findings(),
                                new ReportContext(
                                        "shop/checkout " + HOSTILE,
                                        "checkout.csv",
                                        "requests/s " + HOSTILE,
                                        List.of(),
                                        "kind: PredictiveScaler\n"))
                        .markup());
    }

    @AfterAll
    static void stop() {
        if (browser != null) {
            browser.close();
        }
    }

    @BeforeEach
    void open() {
        browser.prefer("light");
        browser.resize(1200, 900);
        browser.open(page);
    }

    @Test
    void drawsDemandCapacityForecastAndShortage() {
        for (String line : List.of("demand", "hpa", "predictive", "short")) {
            assertThat(pixels(line)).as(line).isGreaterThan(100);
        }
        assertThat(pixels("oracle")).as("not shown before anybody asks").isZero();
    }

    @Test
    void complainsOfNothingAndAsksNobody() {
        browser.print();

        assertThat(browser.complaints()).isEmpty();
        assertThat(browser.requests())
                .isNotEmpty()
                .allMatch(request -> request.startsWith("file:") && request.endsWith(".html"));
        assertThat(browser.requests()).contains(page.toUri().toString());
    }

    @Test
    void showsTheVerdictAndNamesAsTheyAre() {
        assertThat(text("document.querySelector('.verdict').textContent")).startsWith("In these 3 days the HPA alone");
        assertThat(text("document.querySelector('h1').textContent")).isEqualTo("shop/checkout " + HOSTILE);
        assertThat(text("document.querySelector('td.message').textContent")).isEqualTo(HOSTILE);
        assertThat(browser.evaluate("document.images.length").intValue()).isZero();
    }

    @Test
    void showsAndHidesALine() {
        String oracle = "[...document.querySelectorAll('.keys button')].find(one => one.textContent === 'oracle')";
        browser.evaluate(oracle + ".click()");
        browser.settle();

        assertThat(pixels("oracle")).isGreaterThan(100);
        assertThat(text(oracle + ".getAttribute('aria-pressed')")).isEqualTo("true");
    }

    @Test
    void zoomsToADay() {
        browser.evaluate(
                "[...document.querySelectorAll('button.link')].find(one => one.textContent.startsWith('Tue 5')).click()");
        browser.settle();

        assertThat(window()).isEqualTo("Tue 5 May 2026");

        browser.prefer("dark");
        assertThat(window()).as("drawn anew where it was").isEqualTo("Tue 5 May 2026");
        assertThat(
                        number(
                                "document.querySelector('.overview .u-select').clientWidth / document.querySelector('.overview .u-over').clientWidth"))
                .as("a third of the overview")
                .isCloseTo(1 / 3.0, within(0.02));
    }

    @Test
    void zoomsWhereTheMouseIsDragged() {
        double left = number("document.querySelector('.plot .u-over').getBoundingClientRect().left");
        double top = number("document.querySelector('.plot .u-over').getBoundingClientRect().top");
        double width = number("document.querySelector('.plot .u-over').clientWidth");
        browser.drag(left + width / 3 + 1, top + 50, left + width / 2, top + 60);

        assertThat(window()).startsWith("Tue 5 May 2026, 00:");

        browser.evaluate(
                "[...document.querySelectorAll('.tools button')].find(one => one.textContent === 'Whole time').click()");
        assertThat(window()).startsWith("Mon 4 May to Wed 6 May 2026");
    }

    @Test
    void zoomsUnderTwoFingers() {
        browser.resize(360, 800);
        browser.evaluate("document.querySelector('.plot').scrollIntoView()");
        double top = number("document.querySelector('.plot .u-over').getBoundingClientRect().top");
        browser.pinch(top + 100, new double[] {150, 200}, new double[] {60, 290});

        assertThat(window()).startsWith("Tue 5 May 2026");
    }

    @Test
    void fitsAPhone() {
        browser.resize(360, 800);
        browser.open(page);

        assertThat(browser.evaluate("document.documentElement.scrollWidth").intValue())
                .isEqualTo(360);
        assertThat(browser.evaluate(
                                "[...document.querySelectorAll('body *')].filter(one => !one.closest('.scroll, pre, svg, .plot')"
                                        + " && one.getBoundingClientRect().right > 360).map(one => one.outerHTML.slice(0, 80))")
                        .toString())
                .isEqualTo("[]");
        assertThat(pixels("demand")).isGreaterThan(50);
    }

    @Test
    void isDarkInTheDark() {
        browser.prefer("dark");

        assertThat(text("getComputedStyle(document.body).backgroundColor")).isEqualTo("rgb(17, 22, 29)");
        assertThat(pixels("hpa")).as("drawn anew in the colours of the dark").isGreaterThan(100);
    }

    @Test
    void isPrintedInLightColoursWithNothingFoldedButTheLongRest() {
        browser.prefer("dark");
        browser.evaluate("addEventListener('beforeprint', () => { window.printed = {"
                + " open: [...document.querySelectorAll('details')].map(one => one.open).join(),"
                + " ink: getComputedStyle(document.documentElement).getPropertyValue('--ink') }; })");

        assertThat(browser.print()).startsWith('%', 'P', 'D', 'F');
        assertThat(text("window.printed.open")).isEqualTo("true,true,false");
        assertThat(text("window.printed.ink")).isEqualTo("#1b2430");
        assertThat(text("[...document.querySelectorAll('details')].map(one => one.open).join()"))
                .isEqualTo("false,false,false");
    }

    @Test
    void drawsAForecastWithoutAnyMeasuredDemand(@TempDir Path directory) throws IOException {
        Chart forecast = new Chart(
                Instant.parse("2026-05-04T00:00:00Z"),
                Duration.ofMinutes(5),
                ZoneOffset.UTC,
                "",
                50,
                List.of(
                        new Chart.Series(
                                "Forecast",
                                "median",
                                "forecast",
                                Chart.Kind.LOWER_EDGE,
                                Chart.Visibility.SHOWN,
                                Line.of(100, 200, 300)),
                        new Chart.Series(
                                "Forecast",
                                "P90",
                                "forecast",
                                Chart.Kind.UPPER_EDGE,
                                Chart.Visibility.SHOWN,
                                Line.of(150, 260, 370)),
                        new Chart.Series(
                                "Floor",
                                "Floor",
                                "predictive",
                                Chart.Kind.REPLICAS,
                                Chart.Visibility.SHOWN,
                                Line.of(3, 6, 8))),
                List.of(new Chart.Mark(Instant.parse("2026-05-04T00:05:00Z"), "now")));
        Page other = new Page(
                "Forecast", List.of(Chart.figure("ahead", "a forecast", "how to read it")), Map.of("ahead", forecast));
        browser.open(Files.writeString(directory.resolve("forecast.html"), other.markup()));

        assertThat(pixels("predictive")).isGreaterThan(100);
        assertThat(browser.evaluate("(" + COLOURS + ")('.overview canvas')").intValue())
                .isGreaterThan(2);
        assertThat(browser.complaints()).isEmpty();
    }

    @Test
    void readsOutTheNumbersUnderTheMouse() {
        double left = number("document.querySelector('.plot .u-over').getBoundingClientRect().left");
        double top = number("document.querySelector('.plot .u-over').getBoundingClientRect().top");
        browser.drag(left + 400, top + 100, left + 401, top + 100);

        assertThat(text("document.querySelector('.readout').innerText"))
                .containsPattern("^Tue 5 May \\d\\d:\\d\\d\n")
                .contains("Demand ")
                .containsPattern("HPA alone [\\d.]+ replicas");
    }

    private static int pixels(String colour) {
        return browser.evaluate(PIXELS + "('" + colour + "')").intValue();
    }

    private static String window() {
        return text("document.querySelector('.tools .window').textContent");
    }

    private static String text(String script) {
        return browser.evaluate(script).textValue();
    }

    private static double number(String script) {
        return browser.evaluate(script).doubleValue();
    }
}
