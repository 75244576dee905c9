/**
 * How services that know users are asked over HTTP: within a time, a number and a length, and with AWS' signature. Knows nothing of what
 * they answer.
 */
@NullMarked
package dev.longshore.users.service;

import org.jspecify.annotations.NullMarked;
