package dev.longshore.testing;

import java.net.URI;

/** An S3 that runs before the tests and after them. */
record RunningStorage(URI endpoint, String accessKey, String secretKey) implements TestStorage {}
