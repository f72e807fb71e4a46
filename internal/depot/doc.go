// Package depot keeps files in three S3 buckets: uploads in quarantine, evidence under lock, and exports for a day.
package depot
