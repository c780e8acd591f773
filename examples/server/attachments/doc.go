// Package attachments keeps the bytes of files that are attached to records, in
// the database beside them. Which record lists a file, and so who may read it,
// is the record's affair; here it is only noted which record a file was bound
// to, so that it goes when the record's personal data is erased.
package attachments
