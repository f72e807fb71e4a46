// Package notary signs with a key in KMS and keeps signed heads in an S3 bucket whose objects are locked.
package notary
