/** What Tomcat's Arquillian adapter lacks for our runs. */
package dev.lockspire.it.tomcat;
