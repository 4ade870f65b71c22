package io.predictivescaler.operator.telemetry;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.util.Properties;

/** This program's version. */
public record Version(String text) {
    private static final String RESOURCE = "/predictive-scaler.properties";

    /** The version that the build wrote into the program. */
    public static Version ofThisBuild() {
        Properties properties = new Properties();
        try (InputStream resource = Version.class.getResourceAsStream(RESOURCE)) {
            if (resource == null) {
                throw new IllegalStateException("the build left out " + RESOURCE);
            }
            properties.load(resource);
        } catch (IOException broken) {
            throw new UncheckedIOException(broken);
        }
        return new Version(properties.getProperty("version"));
    }
}
