// OVNModel
