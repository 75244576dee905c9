package dev.longshore.ftp.session;

import dev.longshore.files.MountedUser;

/** How far a login has come before 230. What comes behind it is {@link ControlSession#isLoggedIn()}. */
public sealed interface LoginState {
    /** Nobody has said who it is. */
    LoginState UNNAMED = new Unnamed();

    /** See {@link #UNNAMED}. */
    record Unnamed() implements LoginState {}

    /** USER was taken; PASS is needed. */
    record Named(String user) implements LoginState {}

    /** The user is who he says; ACCT is needed. */
    record Proved(MountedUser user) implements LoginState {}
}
