package io.predictivescaler.operator.config;

/**
 * Where metrics and probes are served.
 *
 * @param port 0 to 65535; 0 takes any that is free
 * @param bind the address to listen on
 */
public record ServerSettings(int port, String bind) {
    public ServerSettings {
        if (port < 0 || port > 65_535) {
            throw new InvalidSetting("--port", Integer.toString(port), "a port from 0 to 65535");
        }
        if (bind.isBlank()) {
            throw new InvalidSetting("--bind", bind, "an address of this machine, such as 0.0.0.0 or 127.0.0.1");
        }
    }
}
