/** Billingo's own pages: home, login, logout, authorized apps, consent. */
package dev.lockspire.demo.web;
