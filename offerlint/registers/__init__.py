"""The files a team keeps beside its copy: the evidence behind claims."""
