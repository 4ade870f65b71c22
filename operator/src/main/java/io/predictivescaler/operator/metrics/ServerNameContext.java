package io.predictivescaler.operator.metrics;

import java.security.KeyManagementException;
import java.security.SecureRandom;
import javax.net.ssl.KeyManager;
import javax.net.ssl.SSLContext;
import javax.net.ssl.SSLContextSpi;
import javax.net.ssl.SSLEngine;
import javax.net.ssl.SSLParameters;
import javax.net.ssl.SSLServerSocketFactory;
import javax.net.ssl.SSLSessionContext;
import javax.net.ssl.SSLSocketFactory;
import javax.net.ssl.TrustManager;
import org.jspecify.annotations.Nullable;

/**
 * A context whose engines expect a server of a given name, whatever host the connection goes to. The JDK's HTTP client sets the
 * url's host for both the name it asks for and the name it checks, and has no setting for another; leaving the check itself to the
 * JDK is safer than a trust manager of our own.
 */
final class ServerNameContext extends SSLContext {
    private ServerNameContext(SSLContextSpi engines, SSLContext real) {
        super(engines, real.getProvider(), real.getProtocol());
    }

    static SSLContext of(SSLContext real, String serverName) {
        return new ServerNameContext(new Engines(real, serverName), real);
    }

    private static final class Engines extends SSLContextSpi {
        private final SSLContext real;
        private final String serverName;

        Engines(SSLContext real, String serverName) {
            this.real = real;
            this.serverName = serverName;
        }

        @Override
        protected SSLEngine engineCreateSSLEngine() {
            return new ServerNameEngine(real.createSSLEngine(), serverName);
        }

        @Override
        protected SSLEngine engineCreateSSLEngine(String host, int port) {
            return new ServerNameEngine(real.createSSLEngine(serverName, port), serverName);
        }

        @Override
        protected SSLParameters engineGetDefaultSSLParameters() {
            return real.getDefaultSSLParameters();
        }

        @Override
        protected SSLParameters engineGetSupportedSSLParameters() {
            return real.getSupportedSSLParameters();
        }

        @Override
        protected SSLSessionContext engineGetClientSessionContext() {
            return real.getClientSessionContext();
        }

        @Override
        protected SSLSessionContext engineGetServerSessionContext() {
            return real.getServerSessionContext();
        }

        @Override
        protected void engineInit(
                KeyManager @Nullable [] keys, TrustManager @Nullable [] trust, @Nullable SecureRandom random)
                throws KeyManagementException {
            throw new KeyManagementException("this context is made ready");
        }

        @Override
        protected SSLSocketFactory engineGetSocketFactory() {
            throw new UnsupportedOperationException("sockets of this context would not know the server's name");
        }

        @Override
        protected SSLServerSocketFactory engineGetServerSocketFactory() {
            throw new UnsupportedOperationException("this context is a client's");
        }
    }
}
