package io.predictivescaler.operator.report;

import java.io.IOException;
import java.io.InputStream;
import java.io.StringReader;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.Properties;

/** What every page brings along, so that it asks nobody for anything: style sheets and scripts from the class path. */
final class Inlined {
    private Inlined() {}

    /** The charts' style sheet and the pages' own. */
    static String style() {
        return chartLibrary("dist/uPlot.min.css") + "\n" + own("page.css");
    }

    /** The library that draws charts, under its licence. */
    static String chartLibrary() {
        return "/*!\n" + chartLibrary("LICENSE") + "*/\n" + chartLibrary("dist/uPlot.iife.min.js");
    }

    static String script() {
        return own("page.js");
    }

    private static String chartLibrary(String file) {
        return text("/META-INF/resources/webjars/uplot/" + versionOfChartLibrary() + "/" + file);
    }

    /** The library's files lie in a directory named for its version, which the build knows. */
    private static String versionOfChartLibrary() {
        Properties properties = new Properties();
        try {
            properties.load(new StringReader(text("/predictive-scaler.properties")));
        } catch (IOException impossible) {
            throw new UncheckedIOException(impossible);
        }
        return properties.getProperty("uplot");
    }

    private static String own(String file) {
        return text("/io/predictivescaler/operator/report/" + file);
    }

    private static String text(String resource) {
        try (InputStream stream = Inlined.class.getResourceAsStream(resource)) {
            if (stream == null) {
                throw new IllegalStateException("the build left out " + resource);
            }
            return new String(stream.readAllBytes(), StandardCharsets.UTF_8);
        } catch (IOException broken) {
            throw new UncheckedIOException(broken);
        }
    }
}
