// Package examine takes uploaded files out of quarantine: it looks into each, keeps it or turns it away, and has that recorded on its case.
package examine
