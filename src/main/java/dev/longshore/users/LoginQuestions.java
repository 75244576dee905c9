package dev.longshore.users;

import org.apache.ftpserver.ftplet.UserManager;

/** What FtpServer's user manager cannot say: what to ask for before there is anything to authenticate. */
public interface LoginQuestions {
    /**
     * What the answer to USER asks for.
     *
     * @throws dev.longshore.failure.Failure {@code USER_STORE_DOWN} when a store cannot tell
     */
    Question question(String name);

    /** What a user manager asks for; a password where it cannot say. */
    static LoginQuestions of(UserManager users) {
        return users instanceof LoginQuestions questions ? questions : name -> Question.password(false);
    }
}
