/**
 * Billingo's API, protected by access tokens in each of the three ways there are: filters in {@code
 * web.xml}, an annotation on a servlet, and annotations on resources of Jakarta REST.
 */
package dev.lockspire.demo.api;
