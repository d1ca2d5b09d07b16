/**
 * How Billingo's pages are made: escaped templates, one layout, safe links, headers, form tokens.
 */
package dev.lockspire.demo.page;
