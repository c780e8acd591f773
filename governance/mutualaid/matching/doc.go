// Package matching explains which open needs might be for whom (撮合): how near they are
// to somebody's home, and which of the skills they want that person has. It sorts and
// gives reasons; nobody is assigned.
package matching
