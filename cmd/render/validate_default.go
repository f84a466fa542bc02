//go:build !schemas

package main

// withSchemas tells that this build has the validator.
const withSchemas = false

// validate is never reached in this build.
func validate(string, project) (validation, error) { return validation{}, nil }
